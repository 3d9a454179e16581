import { expect, it } from 'vitest'
import { type FolderHome, isCopy } from './is-copy.ts'

const home: FolderHome = { machine: 'a', path: '/home/ada/dormouse', inode: '42' }

it('a folder that is where it was is no copy', () => {
  expect(isCopy(home, home)).toBe(false)
})

it('a folder on another machine is a copy, even under the same path', () => {
  expect(isCopy(home, { ...home, machine: 'b' })).toBe(true)
})

it('a renamed folder is no copy, nor is one that was put back in its place', () => {
  expect(isCopy(home, { ...home, path: '/home/ada/mouse' })).toBe(false)
  expect(isCopy(home, { ...home, inode: '43' })).toBe(false)
})

it('a folder of another path and inode is a copy', () => {
  expect(isCopy(home, { ...home, path: '/home/ada/mouse', inode: '43' })).toBe(true)
})

it('where a machine is not known the folder itself decides', () => {
  const elsewhere = { path: '/elsewhere', inode: '43' }
  expect(isCopy({ ...home, machine: null }, { ...elsewhere, machine: 'a' })).toBe(true)
  expect(isCopy(home, { ...elsewhere, machine: null })).toBe(true)
  expect(isCopy(home, { ...home, machine: null })).toBe(false)
  expect(isCopy(home, { ...home, path: '/home/ada/mouse', machine: null })).toBe(false)
})
