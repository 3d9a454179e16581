/** Closes a union: the compiler refuses a call while a case is left, and a value from outside that slipped through throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
