import { afterEach, beforeEach, expect, it } from 'vitest'
import { goTo, keepPlace, resetPlace, usePlace } from './place-store.ts'

const clear = (): void => {
  sessionStorage.clear()
  resetPlace()
}
beforeEach(clear)
afterEach(clear)

/** As a page begins that was loaded anew in the same window. */
function loadAnew(): void {
  const kept = sessionStorage.getItem('place')
  resetPlace()
  if (kept !== null) sessionStorage.setItem('place', kept)
  keepPlace()
}

it('a page that is loaded anew in its window begins where the user was', () => {
  keepPlace()
  goTo({ screen: 'conversations', conversationId: 'c', messageId: 'm' })
  loadAnew()
  expect(usePlace.getState()).toMatchObject({
    screen: 'conversations',
    chat: { kind: 'conversation', id: 'c', messageId: null },
  })
  goTo({ screen: 'runs', runId: 'r' })
  loadAnew()
  expect(usePlace.getState()).toMatchObject({ screen: 'runs', runId: 'r' })
  // Where it was asked to go meanwhile comes after that.
  goTo({ screen: 'inbox' })
  expect(usePlace.getState().screen).toBe('inbox')
})

it('a window that was just opened begins at the start, and so does one that kept nonsense', () => {
  keepPlace()
  expect(usePlace.getState()).toMatchObject({ screen: 'conversations', chat: { kind: 'newest' } })
  sessionStorage.setItem('place', '{"screen":"nowhere"}')
  keepPlace()
  expect(usePlace.getState()).toMatchObject({ screen: 'conversations', chat: { kind: 'newest' } })
})
