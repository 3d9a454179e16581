import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChoice } from '../../../src-shared/domain/read-choice.ts'
import { questionRow } from '../../dev/rows.ts'
import { chosenIn, optionWords, toggled } from './option-words.ts'
import { quickOptions } from './quick-options.ts'

const several = (options: string[]) =>
  questionRow({ id: 'q', deliverTo: 'c', kind: 'choice', multiple: true, options })

describe('the words for options', () => {
  it('are their texts, or their numbers where a text would be read as two', () => {
    expect(optionWords(['Red', 'Blue'], several(['Red', 'Green', 'Blue']))).toBe('Red, Blue')
    expect(optionWords(['Plum, dried', 'Apple'], several(['Apple', 'Pear', 'Plum, dried']))).toBe('1, 3')
  })

  it('are always read as what they are for, whatever the options say', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 6 }), fc.array(fc.nat()), (options, picks) => {
        const chosen = [...new Set(picks.map((pick) => options[pick % options.length] ?? ''))]
        const words = optionWords(chosen, several(options))
        if (words === null || chosen.length === 0) return
        const read = readChoice(words, options, true) ?? []
        expect(read.toSorted()).toEqual(chosen.filter((one) => options.includes(one)).toSorted())
      }),
    )
  })

  it('a press adds an option and takes it away, and replaces words of its own', () => {
    const question = several(['Red', 'Green', 'Blue'])
    expect(toggled('', 'Green', question)).toBe('2')
    expect(toggled('green', 'Blue', question)).toBe('2, 3')
    expect(toggled('2, 3', 'Green', question)).toBe('3')
    expect(toggled('3', 'Blue', question)).toBe('')
    expect(chosenIn(toggled('something', 'Red', question), question)).toEqual(['Red'])
  })

  it('options that words cannot tell apart are ticked on the card only', () => {
    expect(quickOptions(several(['2 nights', '1 night', 'a, b']))).toEqual([])
    expect(quickOptions(several(['Red', 'Green']))).toEqual(['Red', 'Green'])
  })
})
