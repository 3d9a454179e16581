import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ActionId } from '../../src-shared/domain/action.ts'
import { onAction } from './action-bus.ts'

/** `onAction` for as long as the component is there; `isAvailable`: whether it makes sense now. */
export function useAction(id: ActionId, perform: () => void, isAvailable = true): void {
  // No effect event: the command palette asks what is available while it is drawn.
  const latest = useRef({ perform, isAvailable })
  useLayoutEffect(() => {
    latest.current = { perform, isAvailable }
  })
  useEffect(
    () =>
      onAction(
        id,
        () => latest.current.perform(),
        () => latest.current.isAvailable,
      ),
    [id],
  )
}
