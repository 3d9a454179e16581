import { expect, test } from 'vitest'
import { operationLine } from './operation-line.ts'

test.each([
  ['Ran `npm test`, exit 0', 'Ran npm test, exit 0'],
  ['Run `a` and (`b`)?', 'Run a and (b)?'],
  ['Run `echo `whoami``', 'Run `echo `whoami``'],
  ['Edit `x\u202ey.md`', 'Edit x⟨U+202E⟩y.md'],
])('%j is the line %j', (text, line) => {
  expect(operationLine(text)).toBe(line)
})
