import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('values under names that speak of secrets are left out, however deep', () => {
  expect(redact({ a: { apiKey: 'x', list: [{ access_token: 'y', name: 'z' }] } })).toEqual({
    a: { apiKey: '[removed]', list: [{ access_token: '[removed]', name: 'z' }] },
  })
})

test('counts of tokens are not secrets', () => {
  expect(redact({ maxTokens: 5, token: 7 })).toEqual({ maxTokens: 5, token: 7 })
})

test('keys inside texts and errors are left out', () => {
  expect(redact('401 for sk-ant-api03-abcdef and Bearer abc.def')).toBe('401 for [removed] and [removed]')
  expect(JSON.stringify(redact(new Error('bad key sk-ant-api03-abcdef')))).not.toContain('abcdef')
})

test('an error keeps its code and its cause', () => {
  const cause = Object.assign(new Error('no space'), { code: 'ENOSPC' })
  expect(redact(new Error('not saved', { cause }))).toMatchObject({
    error: expect.stringContaining('not saved'),
    cause: { error: expect.stringContaining('no space'), code: 'ENOSPC' },
  })
})

test('what refers to itself ends', () => {
  const loop: Record<string, unknown> = {}
  loop['self'] = loop
  expect(JSON.stringify(redact(loop))).toContain('[too deep]')
})
