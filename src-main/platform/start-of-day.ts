/** The latest midnight of the system's zone that is not after `now`, in epoch milliseconds. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0)
}
