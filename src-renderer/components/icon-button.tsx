import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'
import styles from './icon-button.module.css'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, shown as a tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly size?: 's' | 'm'
  /** A key to press instead, shown in the tooltip. */
  readonly keys?: readonly string[]
}

export function IconButton({ label, icon, size = 'm', keys, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys && { keys })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames(styles['iconButton'], styles[size], className)}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
