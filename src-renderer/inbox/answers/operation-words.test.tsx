import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { OperationWords } from './operation-words.tsx'

afterEach(cleanup)

function shown(text: string) {
  const { container } = render(<OperationWords text={text} />)
  const code = [...container.querySelectorAll('code')].map((one) => one.textContent)
  return { text: container.textContent, code }
}

it('sets what stands between backticks as code', () => {
  expect(shown('Move `a.md` to `b.md`?')).toEqual({ text: 'Move a.md to b.md?', code: ['a.md', 'b.md'] })
})

it('loses no backtick of a command', () => {
  expect(shown('Run `echo `whoami`` in ~/site?').text).toBe('Run `echo `whoami`` in ~/site?')
})

it('is no Markdown', () => {
  const words = '# Safe\n[allow](https://x.example) <b>now</b>'
  expect(shown(words)).toEqual({ text: words, code: [] })
})
