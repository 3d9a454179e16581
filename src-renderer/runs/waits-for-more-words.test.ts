import { expect, it } from 'vitest'
import { questionRow } from '../dev/rows.ts'
import { waitsForMoreWords } from './waits-for-more-words.ts'

const ask = (id: string, status: 'open' | 'answered' | 'withdrawn', turnId = 't') =>
  questionRow({ id, deliverTo: 'c', turnId, status })

it('says for each question of a turn how many other answers it still waits for', () => {
  const three = [ask('a', 'answered'), ask('b', 'open'), ask('c', 'open'), ask('d', 'open', 'another turn')]
  const [a, b] = three
  if (!a || !b) throw new Error('two questions were expected')
  expect(waitsForMoreWords(a, three)).toBe('Waits for 2 more answers.')
  expect(waitsForMoreWords(b, three)).toBe('Waits for this and 1 more answer.')
})

it('says nothing of a turn that waits for nothing else', () => {
  const open = ask('a', 'open')
  expect(waitsForMoreWords(open, [open, ask('b', 'answered')])).toBeNull()
  expect(waitsForMoreWords(ask('b', 'withdrawn'), [ask('a', 'withdrawn')])).toBeNull()
})
