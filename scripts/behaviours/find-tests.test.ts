import { describe, expect, test } from 'vitest'
import { findTests, proves, testTitles } from './find-tests.mjs'

describe('the titles of tests', () => {
  test('are found in every way of writing one', () => {
    const source = `
      it('one', () => {})
      test("two's", async () => {})
      modelTest(
        \`three "quoted"\`,
        async () => {},
      )
      it.each([1, 2])('four', () => {})
      it.concurrent('it\\'s five', () => {})
    `
    expect(testTitles(source)).toEqual(['one', "two's", 'three "quoted"', 'four', "it's five"])
  })

  test('are not those of tests that are skipped, nor other strings', () => {
    const source = `
      it.skip('one', () => {})
      test.todo('two')
      describe('three', () => {})
      expect('four').toBe('four')
    `
    expect(testTitles(source)).toEqual([])
  })
})

test('a test proves the sentence that its title is or begins with, whatever the marks', () => {
  expect(proves('“Allow once” makes no grant', '"Allow once" makes no grant')).toBe(true)
  expect(proves('allow once makes no grant, and is done once', '"Allow once" makes no grant')).toBe(true)
  expect(proves('Allow once makes no grants', '"Allow once" makes no grant')).toBe(false)
  expect(proves('grant', 'Allow once makes no grant')).toBe(false)
})

test('a sentence without a test has no path', () => {
  const files = [{ path: 'a.test.ts', source: "it('so does failure', () => {})" }]
  const behaviours = [{ room: 'Sessions', sentences: ['So does failure', 'So does a restart'] }]
  expect(findTests(behaviours, files)).toEqual([
    {
      room: 'Sessions',
      sentences: [
        { sentence: 'So does failure', paths: ['a.test.ts'] },
        { sentence: 'So does a restart', paths: [] },
      ],
    },
  ])
})
