import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationPart } from '../../src-shared/domain/grant.ts'
import { createGrantedCalls, grantOf, type GrantedCalls } from '../testing/granted-calls.ts'
import { coveringGrant, operationText, sortedJson } from './grant-matcher.ts'

let calls: GrantedCalls
beforeAll(() => {
  calls = createGrantedCalls()
})
afterAll(() => calls.remove())

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
      ? join(calls.root, path.slice(2))
      : path.startsWith('/')
        ? join(calls.root, path)
        : join(calls.root, 'proj', path)
  const given = (path: string): string => (path.startsWith('/') ? join(calls.root, path) : path)

  it('covers what is really the same file, and nothing else: not /proj-secret, not /proj/../.ssh', async () => {
    const path = fc
      .tuple(start, fc.array(steps, { minLength: 1, maxLength: 4 }))
      .map(([from, rest]) => from + rest.join('/'))
    let count = 0
    await fc.assert(
      fc.asyncProperty(path, path, async (granted, wanted) => {
        const parts = await calls.partsOf('write_file', { path: given(granted), content: 'x' })
        fc.pre(parts !== null)
        const isCovered = await calls.covers(grantOf(parts), 'write_file', {
          path: given(wanted),
          content: 'y',
        })
        const isSame = realOf(fullOf(granted)) === realOf(fullOf(wanted))
        if (isCovered) expect({ granted, wanted, isSame }).toEqual({ granted, wanted, isSame: true })
        if (isCovered && granted !== wanted) count += 1
        // Another use of the same path is another operation.
        expect(await calls.covers(grantOf(parts), 'delete_file', { path: given(granted) })).toBe(false)
      }),
      { numRuns: 600, seed: 3 },
    )
    // Other ways to write the same path.
    expect(count).toBeGreaterThan(3)
  })

  it('does not follow a link that was made after it was given, wherever in the path', async () => {
    const target = fc.constantFrom('.ssh', 'proj-secret', 'other', 'proj/src')
    await fc.assert(
      fc.asyncProperty(target, fc.boolean(), fc.uuid(), async (to, isLast, id) => {
        const folder = join(calls.root, 'proj', id)
        const path = isLast ? `${id}/key` : `${id}/in/key`
        mkdirSync(isLast ? folder : join(folder, 'in'), { recursive: true })
        const grant = await calls.grant('write_file', { path, content: 'x' })
        expect(await calls.covers(grant, 'write_file', { path, content: 'y' })).toBe(true)
        if (isLast) {
          writeFileSync(join(calls.root, to, id), '')
          symlinkSync(join(calls.root, to, id), join(folder, 'key'))
        } else {
          rmSync(join(folder, 'in'), { recursive: true })
          symlinkSync(join(calls.root, to), join(folder, 'in'))
        }
        expect(await calls.covers(grant, 'write_file', { path, content: 'y' })).toBe(false)
        // Nor does one for what the link leads to now hold for another place under the old name.
        const later = await calls.grant('write_file', { path, content: 'x' })
        rmSync(join(folder, isLast ? 'key' : 'in'), { recursive: true })
        if (!isLast) mkdirSync(join(folder, 'in'))
        expect(await calls.covers(later, 'write_file', { path, content: 'y' })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('knows a path that only looks the same for another', async () => {
    const grant = await calls.grant('write_file', { path: 'src/a.txt', content: 'x' })
    expect(await calls.covers(grant, 'write_file', { path: './other/../src//a.txt', content: 'y' })).toBe(
      true,
    )
    for (const path of [
      'src/а.txt',
      'src/a\u200b.txt',
      'src\\a.txt',
      'src/a.tx',
      'src/a.txt2',
      'src/a.txt/.b',
    ])
      expect({ path, isCovered: await calls.covers(grant, 'write_file', { path, content: 'x' }) }).toEqual({
        path,
        isCovered: false,
      })
  })
})

describe('a standing permission for a host', () => {
  it('holds for this very host, as an address really says it', async () => {
    const grant = await calls.grant('web_fetch', { url: 'https://example.com/' })
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
        if (!(await calls.covers(grant, 'web_fetch', { url: wanted }))) return
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
      expect({ near, isCovered: await calls.covers(grant, 'web_fetch', { url: near }) }).toEqual({
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
