import { expect, test } from 'vitest'
import { boxMounts, type PathKind } from './box-mounts.ts'
import { seatbeltProfile } from './seatbelt-profile.ts'

const folders = (path: string): PathKind => (path.includes('.') && !path.endsWith('.git') ? 'file' : 'folder')

test('outer mounts come before inner ones, and what is missing is left out', () => {
  const mounts = boxMounts(
    { writable: ['/data/workspace'], readOnly: [], hidden: ['/data', '/home/me/.netrc', '/gone'] },
    (path) => (path === '/gone' ? null : folders(path)),
  )
  expect(mounts).toEqual([
    { kind: 'hide-folder', path: '/data' },
    { kind: 'writable', path: '/data/workspace' },
    { kind: 'hide-file', path: '/home/me/.netrc' },
  ])
})

test('the way from the working directory to what is protected is pinned', () => {
  const mounts = boxMounts(
    { writable: ['/work'], readOnly: ['/work/a/.git/hooks', '/elsewhere/x'], hidden: [] },
    folders,
  )
  expect(mounts).toEqual([
    { kind: 'writable', path: '/work' },
    { kind: 'pin', path: '/work/a' },
    { kind: 'read-only', path: '/elsewhere/x' },
    { kind: 'pin', path: '/work/a/.git' },
    { kind: 'read-only', path: '/work/a/.git/hooks' },
  ])
})

test('where lists disagree about a path the stricter one counts', () => {
  expect(boxMounts({ writable: ['/a'], readOnly: ['/a'], hidden: [] }, folders)).toEqual([
    { kind: 'read-only', path: '/a' },
  ])
  expect(boxMounts({ writable: ['/a'], readOnly: ['/a'], hidden: ['/a'] }, folders)).toEqual([
    { kind: 'hide-folder', path: '/a' },
  ])
})

test('the seatbelt says the same, quotes names and denies what it does not allow', () => {
  const mounts = boxMounts({ writable: ['/w"x'], readOnly: ['/w"x/.git/hooks'], hidden: ['/keys'] }, folders)
  const profile = seatbeltProfile({ mounts, scratch: ['/tmp/own'], proxyPort: 4321 }).split('\n')
  expect(profile[1]).toBe('(deny default)')
  expect(profile.slice(-6)).toEqual([
    '(allow file-write* (subpath "/tmp/own"))',
    '(allow file-read* file-write* (subpath "/w\\"x"))',
    '(deny file-read* file-write* (subpath "/keys"))',
    '(deny file-write-unlink (literal "/w\\"x/.git"))',
    '(deny file-write* (subpath "/w\\"x/.git/hooks"))',
    '(allow network-outbound (remote ip "localhost:4321"))',
  ])
  expect(seatbeltProfile({ mounts, scratch: [], proxyPort: null })).not.toContain('network')
})
