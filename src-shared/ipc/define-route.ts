import type { z } from 'zod'

/** One route: what it takes and what it gives. */
export interface RouteDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
}

/** Keeps the exact schema types of a route. */
export function defineRoute<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): RouteDefinition<I, O> {
  return { input, output }
}
