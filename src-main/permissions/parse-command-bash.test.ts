import { spawnSync } from 'node:child_process'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCommand } from './parse-command.ts'

/** Says which commands it was asked to run, each word behind a U+0001, and runs none. */
const recorder = `
PATH=/nowhere; command_not_found_handle() { printf '\\1%s' "$@"; printf '\\2'; }
while IFS= read -r -d '' line; do eval -- "$line" 2>/dev/null </dev/null; printf '\\3'; done`

it('what is read of a command line is what bash runs', async () => {
  const signs = fc.constantFrom(..."aab  $\"''\\;&><(){}*?~!#=\n\t0-|\r\f\u00a0".split(''))
  const random = fc.sample(fc.string({ unit: signs, minLength: 1, maxLength: 14 }), {
    numRuns: 20_000,
    seed: 4,
  })
  const made = fc
    .sample(
      fc.array(
        fc.constantFrom(
          'a',
          'b',
          ' ',
          ' ',
          `'a b'`,
          '"a  b"',
          ' && ',
          '; ',
          '\n',
          '-0',
          '""',
          '=',
          'a=b',
          `'|'`,
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      { numRuns: 5000, seed: 4 },
    )
    .map((parts) => parts.join(''))
  const read: { line: string; told: string }[] = []
  for (const line of new Set([...random, ...made])) {
    const words = await parseCommand(line)
    // Which ones run after `||` or in a pipeline depends on the one before.
    if (words === null || words.includes('\0||') || words.includes('\0|')) continue
    const told = words.map((word) => (word.startsWith('\0') ? '\u0002' : `\u0001${word}`)).join('')
    read.push({ line, told: `${told}\u0002` })
  }
  expect(read.length).toBeGreaterThan(400)
  const { stdout } = spawnSync('/bin/bash', ['--norc', '-c', recorder], {
    input: read.map(({ line }) => `${line}\0`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const ran = stdout.split('\u0003')
  for (const [i, { line, told }] of read.entries()) expect({ line, ran: ran[i] }).toEqual({ line, ran: told })
})
