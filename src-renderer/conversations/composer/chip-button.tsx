import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../../components/class-names.ts'
import styles from './chip-button.module.css'

interface ChipButtonProps extends ComponentProps<'button'> {
  readonly icon: ReactNode
  /** Never cut where there is no room: its words are few, and matter. */
  readonly whole?: boolean
  /** Only its picture is left in a narrow window: other words in the head are worth more. */
  readonly yields?: boolean
}

/** A quiet button in the head that shows a choice and opens its menu. */
export function ChipButton({
  icon,
  whole = false,
  yields = false,
  children,
  className,
  ...rest
}: ChipButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles['chip'], whole && styles['whole'], yields && styles['yields'], className)}
    >
      {icon}
      <span className={styles['text']}>{children}</span>
      <ChevronDown aria-hidden="true" className={styles['arrow']} />
    </button>
  )
}
