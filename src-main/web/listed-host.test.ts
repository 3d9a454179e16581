import { expect, test } from 'vitest'
import { isListedHost } from './listed-host.ts'

test.each([
  ['http://localhost:3000/', 'localhost:3000', true],
  ['http://localhost:3001/', 'localhost:3000', false],
  ['http://localhost:3001/', 'localhost', true],
  ['http://localhost/', 'localhost:80', true],
  ['https://nas.lan/', 'nas.lan:443', true],
  ['https://nas.lan/', 'nas.lan:80', false],
  ['https://NAS.lan./', 'nas.lan', true],
  ['http://evil.nas.lan/', 'nas.lan', false],
  ['http://nas.lan.evil.com/', 'nas.lan', false],
  ['http://127.1:8080/', '127.0.0.1:8080', true],
  ['http://2130706433/', '127.0.0.1', true],
  ['http://[::1]:3000/', '[::1]:3000', true],
  ['http://[0:0:0:0:0:0:0:1]/', '::1', true],
  ['http://localhost/', '127.0.0.1', false],
  ['http://localhost/', 'localhost/path', false],
  ['http://evil.com/', 'x@evil.com', false],
  ['http://localhost/', '', false],
])('%s with %s listed: %s', (address, listed, is) => {
  expect(isListedHost(new URL(address), [listed])).toBe(is)
})
