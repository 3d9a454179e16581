export type Wakefulness = ReturnType<typeof createWakefulness>

/**
 * Keeps the machine awake exactly while a turn works and the user wants that. A turn that waits for the user, or for a
 * slot, does not: the answer may come in a week.
 */
export function createWakefulness(parts: {
  /** Whether a turn is running now. */
  readonly isWorking: () => boolean
  /** The user's setting. */
  readonly isWanted: () => boolean
  readonly keepAwake: (on: boolean) => void
}) {
  let isOn = false
  const set = (on: boolean): void => {
    if (on === isOn) return
    isOn = on
    parts.keepAwake(on)
  }
  return {
    /** After anything that may have changed one or the other. */
    look: (): void => set(parts.isWanted() && parts.isWorking()),
    /** Turns that are stopped at their last step stay `running` in their rows; nobody works on them. */
    stop: (): void => set(false),
  }
}
