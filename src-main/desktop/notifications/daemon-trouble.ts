import { BusError } from '../session-bus.ts'

/** Never the text of a refusal: it may repeat what was to be shown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

/** Why a daemon shows nothing, as a sentence for people. */
export function problemOf(error: unknown): string {
  if (error instanceof BusError && /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/.test(error.name))
    return 'Nothing on this desktop shows notifications. It needs a notification daemon, such as dunst or mako.'
  return 'What shows notifications on this desktop does not answer.'
}
