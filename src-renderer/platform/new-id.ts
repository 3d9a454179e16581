/** A random id for things a window makes before the main process knows them. */
export function newId(): string {
  return crypto.randomUUID()
}
