import type { KeyboardEvent, ReactNode } from 'react'
import { classNames } from '../../components/class-names.ts'
import styles from './message-toolbar.module.css'

interface MessageToolbarProps {
  readonly label: string
  readonly align: 'start' | 'end'
  readonly children: ReactNode
}

/**
 * What can be done with a message. It is seen while the pointer or the focus is in the message. The Tab key stops at its
 * first button, and the arrow keys go on from there: a long conversation is not a long way by keyboard.
 */
export function MessageToolbar({ label, align, children }: MessageToolbarProps) {
  return (
    <div
      className={classNames(styles['toolbar'], styles[align])}
      role="toolbar"
      aria-label={label}
      onKeyDown={moveFocus}
    >
      {children}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  // What a menu or dialog of the toolbar does with the key is its own.
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target))
    return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  const next = buttons[buttons.findIndex((button) => button === event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
