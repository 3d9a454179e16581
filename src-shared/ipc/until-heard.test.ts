import { expect, test } from 'vitest'
import { untilHeard } from './until-heard.ts'

test('what comes before anyone listens is given to the first listener, once and in order', () => {
  let give = (_value: number): void => undefined
  const listen = untilHeard<number>((pass) => (give = pass))
  give(1)
  give(2)
  const first: number[] = []
  const second: number[] = []
  listen((value) => first.push(value))
  listen((value) => second.push(value))
  give(3)
  expect(first).toEqual([1, 2, 3])
  expect(second).toEqual([3])
})

test('what comes after the last listener has gone waits for the next', () => {
  let give = (_value: number): void => undefined
  const listen = untilHeard<number>((pass) => (give = pass))
  const heard: number[] = []
  const stop = listen((value) => heard.push(value))
  stop()
  give(1)
  expect(heard).toEqual([])
  listen((value) => heard.push(value))
  expect(heard).toEqual([1])
})
