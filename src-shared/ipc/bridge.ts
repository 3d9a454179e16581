import type { Place, SettingsTab } from './app-routes.ts'
import type { ActionId } from '../domain/action.ts'
import type { AppEvent } from './events.ts'
import type { Result } from './result.ts'

/** The three Electron channels between a window and the main process. A new route touches none of them. */
export const channels = { call: 'dormouse:call', event: 'dormouse:event', open: 'dormouse:open' } as const

/** Where the main process asks a window to go. */
export type OpenRequest =
  | { readonly place: Place }
  /** Something that the application menu offers. */
  | { readonly action: ActionId }
  | {
      readonly tab: SettingsTab
      readonly scheduleId?: string | undefined
      /** The name of a setting or a section there, which is brought into view. */
      readonly section?: string | undefined
    }

/** What the preload script puts at `window.dormouse`. Listeners return their own removal. */
export interface Bridge {
  call(route: string, input: unknown): Promise<Result<unknown>>
  onEvent(listener: (event: AppEvent) => void): () => void
  onOpen(listener: (request: OpenRequest) => void): () => void
}
