import type { RouteError } from '../../src-shared/ipc/result.ts'

/** A refusal inside a fake route. */
export class Refusal extends Error {
  readonly code: RouteError['code']

  constructor(code: RouteError['code'], message: string) {
    super(message)
    this.code = code
  }
}
