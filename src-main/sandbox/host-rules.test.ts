import { expect, test } from 'vitest'
import { addressReach } from './address-reach.ts'
import { isAddressAllowed, isHostAllowed } from './host-rules.ts'

test.each([
  ['api.example.com', 'api.example.com', true],
  ['API.Example.com.', 'api.example.com', true],
  ['a.example.com', '*.example.com', true],
  ['a.b.example.com', '*.example.com', true],
  ['example.com', '*.example.com', false],
  ['badexample.com', '*.example.com', false],
  ['example.com.evil.org', 'example.com', false],
  ['sub.example.com', 'example.com', false],
])('%s by %s: %s', (host, rule, expected) => {
  expect(isHostAllowed(host, [rule])).toBe(expected)
})

test.each([
  ['1.1.1.1', 'public'],
  ['2606:4700::1111', 'public'],
  ['127.0.0.1', 'own'],
  ['127.9.9.9', 'own'],
  ['0.0.0.0', 'own'],
  ['::1', 'own'],
  ['::', 'own'],
  ['169.254.169.254', 'own'],
  ['fe80::1%eth0', 'own'],
  ['::ffff:127.0.0.1', 'own'],
  ['::ffff:7f00:1', 'own'],
  ['0:0:0:0:0:ffff:a9fe:a9fe', 'own'],
  ['10.1.2.3', 'private'],
  ['172.31.0.1', 'private'],
  ['192.168.0.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd12::1', 'private'],
  ['64:ff9b::7f00:1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['::127.0.0.1', 'private'],
  ['::ffff:0:7f00:1', 'private'],
  ['fec0::1', 'private'],
  ['168.63.129.16', 'private'],
  ['no address', 'own'],
])('%s is %s', (address, reach) => {
  expect(addressReach(address)).toBe(reach)
})

test('the private network is reached by a name that is on the list itself, never by a wildcard', () => {
  expect(isAddressAllowed('git.corp.example', '10.0.0.5', ['git.corp.example'])).toBe(true)
  expect(isAddressAllowed('git.corp.example', '10.0.0.5', ['*.corp.example'])).toBe(false)
})

test('this computer is reached only by names that nobody else can own', () => {
  expect(isAddressAllowed('localhost', '127.0.0.1', ['localhost'])).toBe(true)
  expect(isAddressAllowed('127.0.0.1', '127.0.0.1', ['127.0.0.1'])).toBe(true)
  expect(isAddressAllowed('api.example.com', '127.0.0.1', ['api.example.com'])).toBe(false)
  expect(isAddressAllowed('api.example.com', '169.254.169.254', ['api.example.com'])).toBe(false)
})
