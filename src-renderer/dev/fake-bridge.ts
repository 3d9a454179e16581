import type { Bridge, OpenRequest } from '../../src-shared/ipc/bridge.ts'
import { isRoute, type ParsedInput, type Route, type RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { fakeRoutes } from './fake-routes.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

export type FakeRoutes = {
  readonly [R in Route]?: (input: ParsedInput<R>) => RouteOutput<R> | Promise<RouteOutput<R>>
}

export interface FakeBridge extends Bridge {
  readonly world: World
  /** Every call so far, in order. */
  readonly calls: readonly { readonly route: string; readonly input: unknown }[]
  /** Sends an event, as the main process does after a commit; the rows are the caller's business. */
  emit(event: AppEvent): void
  open(request: OpenRequest): void
  /** Replaces routes, for a test that wants a refusal or a reply at a time of its choosing. */
  override(routes: FakeRoutes): void
}

/** A main process in memory, with the rows of `world`. For development and tests only. */
export function createFakeBridge(world: World): FakeBridge {
  const listeners = new Set<(event: AppEvent) => void>()
  const openers = new Set<(request: OpenRequest) => void>()
  const calls: { route: string; input: unknown }[] = []
  const emit = (event: AppEvent): void => {
    for (const listener of listeners) listener(event)
  }
  let routes: FakeRoutes = fakeRoutes(world, emit)

  return {
    world,
    calls,
    emit,
    async call(route, input): Promise<Result<unknown>> {
      calls.push({ route, input })
      const run = isRoute(route) ? (routes[route] as ((input: unknown) => unknown) | undefined) : undefined
      if (!run) return { ok: false, error: { code: 'not_found', message: `The fake has no route ${route}.` } }
      try {
        return { ok: true, data: structuredClone(await run(input)) }
      } catch (error) {
        if (error instanceof Refusal)
          return { ok: false, error: { code: error.code, message: error.message } }
        throw error
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onOpen(listener) {
      openers.add(listener)
      return () => openers.delete(listener)
    },
    open: (request) => openers.forEach((opener) => opener(request)),
    override: (more) => {
      routes = { ...routes, ...more }
    },
  }
}
