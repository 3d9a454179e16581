import type { RouteError } from '../../src-shared/ipc/result.ts'

/** How far the first load of a store is. What was loaded once stays shown while it is loaded again. */
export type Load =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: RouteError }

export const loading: Load = { kind: 'loading' }
export const ready: Load = { kind: 'ready' }
