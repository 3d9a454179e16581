import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChoice } from './read-choice.ts'

const fruit = ['Apple', 'Green pear', 'Plum, dried']

describe('readChoice', () => {
  it.each([
    '2',
    ' 2. ',
    '#2',
    '2)',
    'two',
    'option 2',
    'the second',
    'second',
    '2nd',
    'the second one',
    'The Second!',
  ])('%j is the second option', (text) => {
    expect(readChoice(text, fruit)).toEqual(['Green pear'])
  })

  it.each(['green pear', 'Green  pear.', '“Green pear”', 'green'])('%j names the option in words', (text) => {
    expect(readChoice(text, fruit)).toEqual(['Green pear'])
  })

  it('the last one is the last option', () => {
    expect(readChoice('the last one', fruit)).toEqual(['Plum, dried'])
  })

  it.each([
    '4',
    'the ninth',
    '0',
    'banana',
    '',
    'yes',
    'the green one please',
    '2 of them',
    'not the second',
  ])('%j is none of the options', (text) => {
    expect(readChoice(text, fruit)).toBeNull()
  })

  it('an option that is itself a number is meant by that number', () => {
    expect(readChoice('2', ['3', '2', '1'])).toEqual(['2'])
    expect(readChoice('3', ['3', '2', '1'])).toEqual(['3'])
  })

  it('the beginning of two options chooses neither', () => {
    expect(readChoice('red', ['Red wine', 'Red beet'])).toBeNull()
  })

  it('several can be chosen only where several may be', () => {
    expect(readChoice('1 and 3', fruit, true)).toEqual(['Apple', 'Plum, dried'])
    expect(readChoice('apple, the second', fruit, true)).toEqual(['Apple', 'Green pear'])
    expect(readChoice('1, 1', fruit, true)).toEqual(['Apple'])
    expect(readChoice('1 and 3', fruit)).toBeNull()
  })

  it('several of which one is unknown are words, not a choice', () => {
    expect(readChoice('1 and a banana', fruit, true)).toBeNull()
  })

  it('an option with a comma in it is one option', () => {
    expect(readChoice('Plum, dried', fruit, true)).toEqual(['Plum, dried'])
  })

  it('whatever is typed, only given options are chosen', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }),
        fc.boolean(),
        (text, options, multiple) => {
          for (const chosen of readChoice(text, options, multiple) ?? []) expect(options).toContain(chosen)
        },
      ),
    )
  })
})
