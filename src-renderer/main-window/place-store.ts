import { create } from 'zustand'
import { type Place, placeSchema } from '../../src-shared/ipc/app-routes.ts'

/** `search` is reached from within the window only. */
export type Screen = Place['screen'] | 'search'

/**
 * Which chat the conversations screen shows; `newest` is the start, before the user went anywhere. `messageId`: the
 * message to jump to; `jump` is another number each time, so that the same message can be jumped to once more.
 */
export type OpenChat =
  | { readonly kind: 'newest' }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'conversation'
      readonly id: string
      readonly messageId: string | null
      readonly jump: number
    }

interface PlaceState {
  readonly screen: Screen
  readonly chat: OpenChat
  readonly questionId: string | null
  readonly runId: string | null
}

const start: PlaceState = { screen: 'conversations', chat: { kind: 'newest' }, questionId: null, runId: null }

/** Where the main window is. Each screen's own choice is kept while another screen is shown. */
export const usePlace = create<PlaceState>()(() => start)

/** Goes to a place: a link, a click on a notification, the tray, a hit of the search. */
export function goTo(place: Place | { readonly screen: 'search' }): void {
  switch (place.screen) {
    case 'conversations': {
      const { conversationId: id, messageId = null } = place
      return usePlace.setState(({ chat }) => {
        if (id === undefined) return { screen: 'conversations' }
        const jump = chat.kind === 'conversation' ? chat.jump + 1 : 1
        return { screen: 'conversations', chat: { kind: 'conversation', id, messageId, jump } }
      })
    }
    case 'inbox':
      return usePlace.setState({ screen: 'inbox', questionId: place.questionId ?? null })
    case 'runs':
      return usePlace.setState({ screen: 'runs', runId: place.runId ?? null })
    case 'search':
      return usePlace.setState({ screen: 'search' })
  }
}

/** Shows an empty chat; it becomes a conversation with its first message. */
export function startNewChat(): void {
  usePlace.setState({ screen: 'conversations', chat: { kind: 'new' } })
}

const storageKey = 'place'

/** Begins where this window was, if its page was loaded anew, as after a crash; and keeps that in mind from now on. */
export function keepPlace(): void {
  try {
    const kept = placeSchema.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'))
    if (kept.success) goTo(kept.data)
  } catch {
    // Whatever is there, it is no place.
  }
  usePlace.subscribe((state) => {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(placeOf(state)))
    } catch {
      // A full or forbidden storage costs the way back after a crash, nothing else.
    }
  })
}

function placeOf({ screen, chat, runId }: PlaceState): Place | null {
  switch (screen) {
    case 'conversations':
      return chat.kind === 'conversation' ? { screen, conversationId: chat.id } : null
    case 'inbox':
      return { screen }
    case 'runs':
      return runId === null ? { screen } : { screen, runId }
    case 'search':
      return null
  }
}

export function resetPlace(): void {
  usePlace.setState(start, true)
}
