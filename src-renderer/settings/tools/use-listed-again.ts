import { useEffect } from 'react'
import type { EventName } from '../../../src-shared/ipc/events.ts'

/** Reads a list again whenever this event says that it has changed, here or elsewhere. */
export function useListedAgain(event: EventName, reload: () => Promise<void>): void {
  useEffect(
    () =>
      window.dormouse.onEvent((one) => {
        if (one.event === event) void reload()
      }),
    [event, reload],
  )
}
