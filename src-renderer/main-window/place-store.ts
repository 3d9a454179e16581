import { create } from 'zustand'
import type { Place } from '../../src-shared/ipc/app-routes.ts'

export type Screen = Place['screen']

/** Which chat the conversations screen shows; `newest` is the start, before the user went anywhere. */
export type OpenChat =
  | { readonly kind: 'newest' }
  | { readonly kind: 'new' }
  | { readonly kind: 'conversation'; readonly id: string }

interface PlaceState {
  readonly screen: Screen
  readonly chat: OpenChat
  readonly questionId: string | null
  readonly runId: string | null
}

const start: PlaceState = { screen: 'conversations', chat: { kind: 'newest' }, questionId: null, runId: null }

/** Where the main window is. Each screen's own choice is kept while another screen is shown. */
export const usePlace = create<PlaceState>()(() => start)

/** Goes to a place: a link, a click on a notification, the tray. */
export function goTo(place: Place): void {
  switch (place.screen) {
    case 'conversations': {
      const { conversationId: id } = place
      return usePlace.setState({ screen: 'conversations', ...(id && { chat: { kind: 'conversation', id } }) })
    }
    case 'inbox':
      return usePlace.setState({ screen: 'inbox', questionId: place.questionId ?? null })
    case 'runs':
      return usePlace.setState({ screen: 'runs', runId: place.runId ?? null })
  }
}

/** Shows an empty chat; it becomes a conversation with its first message. */
export function startNewChat(): void {
  usePlace.setState({ screen: 'conversations', chat: { kind: 'new' } })
}

export function resetPlace(): void {
  usePlace.setState(start, true)
}
