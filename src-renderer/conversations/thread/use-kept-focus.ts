import { type RefObject, useEffect } from 'react'
import { nextFrame } from '../../platform/next-frame.ts'
import { focusComposer } from '../composer/composer-store.ts'

/**
 * What was pressed in the conversation is often gone with it: a message that is deleted or sent at once, a turn that is tried
 * again. Whoever works by keys goes on in the composer then, and not at the beginning of the window.
 */
export function useKeptFocus(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const inner = frame.current
    if (!inner) return
    let focused: Element | null = null
    let cancel: (() => void) | null = null
    const onFocusIn = ({ target }: FocusEvent): void => {
      focused = target instanceof Element && target !== inner ? target : null
    }
    const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) focused = null
      // Left by a press beside it, unless it was just taken away.
      else queueMicrotask(() => (focused = focused?.isConnected === true ? null : focused))
    }
    const observer = new MutationObserver(() => {
      if (focused === null || focused.isConnected) return
      focused = null
      // An editor that stands in its place takes the focus by itself.
      cancel = nextFrame(() => {
        if (document.activeElement === null || document.activeElement === document.body) focusComposer()
      })
    })
    inner.addEventListener('focusin', onFocusIn)
    inner.addEventListener('focusout', onFocusOut)
    observer.observe(inner, { childList: true, subtree: true })
    return () => {
      cancel?.()
      observer.disconnect()
      inner.removeEventListener('focusin', onFocusIn)
      inner.removeEventListener('focusout', onFocusOut)
    }
  }, [frame])
}
