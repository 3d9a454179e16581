import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `hazel` is only for what answers a question; `solid` is the one main action of a place. */
  readonly variant?: 'solid' | 'soft' | 'quiet' | 'hazel' | 'danger'
  readonly size?: 's' | 'm'
  readonly icon?: ReactNode
  /** Shows that the action is under way and refuses a second click; the button keeps its place and its focus. */
  readonly busy?: boolean
}

export function Button({
  variant = 'soft',
  size = 'm',
  icon,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles['button'], styles[variant], styles[size], className)}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
