import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isAppUrl } from './app-origin.ts'
import { pageFile } from './page-file.ts'

const folder = join('/', 'opt', 'dormouse', 'renderer')

test('an address of ours names its file, without query and fragment', () => {
  expect(pageFile('app://dormouse/assets/index.js?v=1#x', folder)).toBe(join(folder, 'assets', 'index.js'))
})

test.each([
  'app://dormouse/../main/main.js',
  'app://dormouse/%2e%2e/main/main.js',
  'app://dormouse/..%2f..%2fetc/passwd',
  'app://dormouse/a/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
])('%s does not leave the folder', (url) => {
  const file = pageFile(url, folder)
  expect(file === null || file.startsWith(`${folder}/`)).toBe(true)
})

test.each([
  'app://dormouse/%00',
  'app://dormouse/%',
  'app://dormouse/',
  'app://elsewhere/index.html',
  'file:///etc/passwd',
])('%s names no file', (url) => {
  expect(pageFile(url, folder)).toBeNull()
})

test.each([
  'app://dormouse.example/',
  'app://dormouse:80/',
  'app://a@dormouse/',
  'https://dormouse/',
  'nonsense',
])('%s is not ours', (url) => {
  expect(isAppUrl(url)).toBe(false)
})
