import { useEffect } from 'react'
import { useRoute } from '../../use-route.ts'

/** What every model costs. It follows what is set here and in another window. */
export function usePrices() {
  const loaded = useRoute('prices.list', {})
  const { reload } = loaded
  useEffect(
    () =>
      window.dormouse.onEvent((event) => {
        if (event.event === 'settings.changed') void reload()
      }),
    [reload],
  )
  return loaded
}
