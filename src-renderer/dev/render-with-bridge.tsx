import { cleanup, configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { onTestFinished } from 'vitest'
import { AppFrame } from '../app-frame/app-frame.tsx'
import { resetAnswerDrafts } from '../inbox/answers/answer-drafts.ts'
import { resetInboxPlace } from '../inbox/inbox-place.ts'
import { clearSelection } from '../inbox/inbox-selection.ts'
import { dismissUndo } from '../inbox/items/undo-archive.ts'
import { resetPlace } from '../main-window/place-store.ts'
import { startStores } from '../stores/start-stores.ts'
import { createFakeBridge, type FakeBridge, type FakeRoutes } from './fake-bridge.ts'
import { resetStores } from './reset-stores.ts'
import type { World } from './world.ts'

// Far above what anything takes to appear: on a busy machine a slow one is no wrong one.
configure({ asyncUtilTimeout: 15_000 })

/**
 * Draws a part of a window over a fake main process, as in a window that was just opened; the test's end takes it away.
 * `routes` replace the fake's own from the start.
 */
export function renderWithBridge(world: World, part: ReactNode, routes: FakeRoutes = {}): FakeBridge {
  resetStores()
  resetPlace()
  resetAnswerDrafts()
  resetInboxPlace()
  clearSelection()
  dismissUndo()
  const bridge = createFakeBridge(world)
  bridge.override(routes)
  Object.assign(window, { dormouse: bridge })
  const stop = startStores()
  onTestFinished(() => {
    cleanup()
    stop()
  })
  render(<AppFrame>{part}</AppFrame>)
  return bridge
}

/** What was given to a route, each time it was called. */
export function givenTo(bridge: FakeBridge, route: string): readonly unknown[] {
  return bridge.calls.filter((call) => call.route === route).map((call) => call.input)
}
