import { useEffect } from 'react'
import { canPerform, perform } from './action-bus.ts'
import { pressedAction, typingIn } from './pressed-action.ts'

/** Does what the keys of the main window ask for, for as long as it is there. A dialog keeps the keys to itself. */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const action = pressedAction(event, typingIn(event.target))
      if (!action) return
      const dialog = event.target instanceof Element && event.target.closest('[role="dialog"]')
      if (dialog && !(action === 'palette' && dialog.hasAttribute('data-palette'))) return
      // Prevented in any case where it can be done: the application menu has the same keys.
      if (!canPerform(action)) return
      event.preventDefault()
      perform(action)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
