import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChoice } from './read-choice.ts'

const fruit = ['Apple', 'Green pear', 'Plum, dried']

describe('a typed answer to a choice', () => {
  it.each([
    '2',
    ' 2. ',
    '#2',
    '2)',
    '(2)',
    'two',
    'option 2',
    'Option two',
    'no. 2',
    'the second',
    'second',
    '2nd',
    'the second one',
    'the 2nd option',
    '“The Second!”',
  ])('%j is the second option', (text) => {
    expect(readChoice(text, fruit)).toEqual(['Green pear'])
  })

  it.each(['green pear', 'Green  pear.', '“Green pear”', "'GREEN PEAR'!", 'Gréen pear'])(
    '%j names the option in words',
    (text) => {
      expect(readChoice(text, fruit)).toEqual(['Green pear'])
    },
  )

  it('the last one is the last option', () => {
    expect(readChoice('the last one', fruit)).toEqual(['Plum, dried'])
  })

  it('ten places have words', () => {
    const ten = Array.from('abcdefghij', (letter) => `option ${letter}`)
    expect(readChoice('the tenth', ten)).toEqual(['option j'])
    expect(readChoice('seven', ten)).toEqual(['option g'])
  })

  it.each([
    '4',
    'the ninth',
    '0',
    '02',
    'banana',
    'green',
    '',
    'yes',
    'the green one please',
    '2 of them',
    '2?',
    '-2',
    '1-2',
    '2 or 3',
    'the two',
    'the 2',
    'no one',
    'none of them',
    'not the second',
    'all but the second',
    '...',
  ])('%j is none of the options', (text) => {
    expect(readChoice(text, fruit)).toBeNull()
    expect(readChoice(text, fruit, true)).toBeNull()
  })

  it('an option that is itself a number is meant by that number', () => {
    expect(readChoice('2', ['3', '2', '1'])).toEqual(['2'])
    expect(readChoice('3', ['3', '2', '1'])).toEqual(['3'])
    expect(readChoice('1', ['Red', 'Blue', '1'])).toEqual(['1'])
  })

  it.each([
    ['2', ['10', '20', '30']],
    ['2', ['2 nights', '3 nights']],
    ['1', ['2. Green', '1. Red']],
    ['option 1', ['Option 2: green', 'Option 1: red']],
    ['the first', ['Second floor', 'First floor']],
    ['last', ['Last week', 'This week']],
    ['red', ['Red wine', 'Red beet']],
    ['RED', ['Red', 'red']],
    ['resume', ['résume', 'resumé']],
  ])('%j could mean two things in %j, so it is words of its own', (text, options) => {
    expect(readChoice(text, options)).toBeNull()
  })

  it('a number inside of an option does not take its place from another one', () => {
    expect(readChoice('3', ['The one of 3 November', 'The one of 17 November', 'Both'])).toEqual(['Both'])
    expect(readChoice('1', ['1. Red', '2. Green'])).toEqual(['1. Red'])
    const ones = ['The one of 3 November', 'The one of 17 November']
    expect(readChoice('the first', ones)).toEqual(['The one of 3 November'])
    expect(readChoice('the second one', ones)).toEqual(['The one of 17 November'])
  })

  it('accents may be left out, but another accent is another word', () => {
    expect(readChoice('cafe', ['Café', 'Tea'])).toEqual(['Café'])
    expect(readChoice('resume', ['resume', 'résumé'])).toEqual(['resume'])
    expect(readChoice('mà', ['má', 'bò'])).toBeNull()
    expect(readChoice('мои', ['мой', 'твой'])).toBeNull()
  })

  it('several can be chosen only where several may be', () => {
    expect(readChoice('1 and 3', fruit, true)).toEqual(['Apple', 'Plum, dried'])
    expect(readChoice('the first and the third', fruit, true)).toEqual(['Apple', 'Plum, dried'])
    expect(readChoice('apple, the second', fruit, true)).toEqual(['Apple', 'Green pear'])
    expect(readChoice('1, 2, and 3', fruit, true)).toEqual(fruit)
    expect(readChoice('1, 1', fruit, true)).toEqual(['Apple'])
    expect(readChoice('1 and 3', fruit)).toBeNull()
  })

  it('"all" is every option where several may be chosen and none of them speaks of the others', () => {
    expect(readChoice('All of them.', fruit, true)).toEqual(fruit)
    expect(readChoice('both', fruit.slice(0, 2), true)).toEqual(fruit.slice(0, 2))
    expect(readChoice('both', fruit, true)).toBeNull()
    expect(readChoice('all', fruit)).toBeNull()
    expect(readChoice('all', [...fruit, 'None of these'], true)).toBeNull()
  })

  it('several of which one is unknown are words, not a choice', () => {
    expect(readChoice('1 and a banana', fruit, true)).toBeNull()
    expect(readChoice('1 and not 2', fruit, true)).toBeNull()
  })

  it('an option with a comma or an "and" in it is one option', () => {
    expect(readChoice('Plum, dried', fruit, true)).toEqual(['Plum, dried'])
    expect(readChoice('salt and pepper', ['Salt', 'Pepper', 'Salt and pepper'], true)).toEqual([
      'Salt and pepper',
    ])
  })
})

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '2',
    'the second',
    'all',
    'one',
    '\u202e2',
    '２',
    '2\u0000',
    ' 1\u200b',
    'İ',
    'ß',
    '\u0301',
  ),
)

describe('whatever is typed', () => {
  it('only given options are chosen, each once, and one only where one may be', () => {
    fc.assert(
      fc.property(hostile, fc.array(hostile, { maxLength: 6 }), fc.boolean(), (text, options, multiple) => {
        const chosen = readChoice(text, options, multiple) ?? []
        for (const one of chosen) expect(options).toContain(one)
        expect(new Set(chosen).size).toBe(chosen.length)
        if (!multiple) expect(chosen.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })

  it("an option's own text chooses that option and no other", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), fc.nat(), (options, pick) => {
        const option = options[pick % options.length] ?? ''
        if (option.trim() === '') return
        expect(readChoice(option, options, true)?.[0]?.trim()).toBe(option.trim())
      }),
      { numRuns: 1000 },
    )
  })

  it('its number chooses an option of plain words, whatever its place', () => {
    const word = fc.stringMatching(/^[b-df-hj-np-rv-z]{5,12}$/)
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 9 }), fc.nat(), (options, pick) => {
        const index = pick % options.length
        expect(readChoice(String(index + 1), options)).toEqual([options[index]])
      }),
    )
  })

  it('no reading takes long, however it is made', () => {
    const long = `${'the '.repeat(20_000)}${'and '.repeat(20_000)}${'"'.repeat(20_000)}x`
    expect(readChoice(long, fruit, true)).toBeNull()
  })
})
