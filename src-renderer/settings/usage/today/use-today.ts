import { useEffect } from 'react'
import { after } from '../../../platform/after.ts'
import { useRoute } from '../../use-route.ts'

/** Every step of a turn is an event; several within a second are one look. */
const restMs = 1000

/** What everything used today. It follows the turns while they work. */
export function useToday() {
  const loaded = useRoute('usage.today', {})
  const { reload } = loaded
  useEffect(() => {
    let cancel: (() => void) | null = null
    const stop = window.dormouse.onEvent(({ event }) => {
      if (cancel !== null || (event !== 'turn.changed' && event !== 'settings.changed')) return
      cancel = after(restMs, () => {
        cancel = null
        void reload()
      })
    })
    return () => {
      stop()
      cancel?.()
    }
  }, [reload])
  return loaded
}
