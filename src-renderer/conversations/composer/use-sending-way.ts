import { useMemo } from 'react'
import { commandKey } from '../../main-window/action-keys.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { activeTurnsIn, turnStore } from '../../stores/turn-store.ts'

/** What becomes of a message that is sent now. */
export interface SendingWay {
  /** What Enter does. */
  readonly enter: 'send' | 'queue' | 'interrupt'
  /** What the keys do, for the empty field; `null` where nothing works. */
  readonly words: string | null
}

/** Enter does what the settings say while a turn works, and the command key with it the other thing. */
export function useSendingWay(conversationId: string): SendingWay {
  const turns = turnStore.use((state) => state.byId)
  const usual = useSettingsStore((state) => state.settings?.whileWorking ?? 'queue')
  const working = useMemo(
    // A run's turn here is not the chat's: its messages wait for no run.
    () =>
      activeTurnsIn(turns, conversationId).some((turn) => turn.runId === null && turn.status !== 'waiting'),
    [turns, conversationId],
  )
  if (!working) return { enter: 'send', words: null }
  const words =
    usual === 'queue'
      ? `Enter queues your message, ${commandKey}+Enter interrupts with it`
      : `Enter interrupts with your message, ${commandKey}+Enter queues it`
  return { enter: usual, words }
}
