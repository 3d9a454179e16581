import type { ParsedInput, Route, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { Caller } from './router.ts'

/** What answers each route. A handler gets parsed input; it refuses by throwing a `RouteFailure`. */
export type Handlers = {
  readonly [R in Route]: (input: ParsedInput<R>, caller: Caller) => RouteOutput<R> | Promise<RouteOutput<R>>
}
