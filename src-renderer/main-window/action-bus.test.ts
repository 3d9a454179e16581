import { onTestFinished } from 'vitest'
import { describe, expect, it } from 'vitest'
import { canPerform, onAction, perform } from './action-bus.ts'

function handle(done: string[], name: string, available = true): () => void {
  const stop = onAction(
    'stop',
    () => void done.push(name),
    () => available,
  )
  onTestFinished(stop)
  return stop
}

describe('an action', () => {
  it('that nobody does is told apart from one that is done', () => {
    expect(canPerform('stop')).toBe(false)
    expect(perform('stop')).toBe(false)
    const done: string[] = []
    handle(done, 'a')
    expect(canPerform('stop')).toBe(true)
    expect(perform('stop')).toBe(true)
    expect(done).toEqual(['a'])
  })

  it('is done once, by the newest part of the window that can do it now', () => {
    const done: string[] = []
    handle(done, 'old')
    const stop = handle(done, 'new')
    handle(done, 'newest, but not now', false)
    perform('stop')
    stop()
    perform('stop')
    expect(done).toEqual(['new', 'old'])
  })
})
