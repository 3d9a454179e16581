import { useEffect, useEffectEvent } from 'react'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { call } from '../transport/call.ts'
import { goTo, startNewChat } from './place-store.ts'
import { type Action, actionOf } from './shortcuts.ts'

/** Listens for the shortcuts of the main window for as long as it is there. */
export function useShortcuts(showShortcuts: () => void): void {
  const perform = useEffectEvent((action: Action): void => {
    switch (action) {
      case 'new-chat':
        return startNewChat()
      case 'conversations':
      case 'inbox':
      case 'runs':
        return goTo({ screen: action })
      case 'settings':
        void call('app.showSettings', {})
        return
      case 'shortcuts':
        return showShortcuts()
      default:
        return assertNever(action)
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const typing =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')
      const action = actionOf(event, typing)
      if (!action) return
      event.preventDefault()
      perform(action)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
