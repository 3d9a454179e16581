import { describe, expect, it } from 'vitest'
import { testArguments } from './test-arguments.mjs'

describe('the arguments of the test command', () => {
  it('name no part, and everything runs', () => {
    expect(testArguments([])).toEqual({ parts: ['lint', 'unit', 'e2e'], rest: [] })
  })

  it('name one part, and the rest goes to its runner', () => {
    expect(testArguments(['--only=e2e', 'kill', '--headed'])).toEqual({
      parts: ['e2e'],
      rest: ['kill', '--headed'],
    })
  })

  it('are refused when the part does not exist', () => {
    expect(() => testArguments(['--only=all'])).toThrow('--only takes one of lint, unit, e2e.')
  })

  it('are refused when nobody can tell which runner they are for', () => {
    expect(() => testArguments(['kill'])).toThrow('Add --only=unit or --only=e2e.')
  })
})
