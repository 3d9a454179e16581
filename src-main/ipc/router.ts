import type { Result } from '../../src-shared/ipc/result.ts'

/** Who calls: a window of ours, or a program on the control socket. */
export interface Caller {
  readonly via: 'window' | 'socket'
}

/** One entry for every transport: finds the route, parses the input, calls the handler, wraps what happens. */
export interface Router {
  /** Never rejects. `input` is anything; what does not parse is `bad_input` with the field and the reason. */
  call(route: string, input: unknown, caller: Caller): Promise<Result<unknown>>
}
