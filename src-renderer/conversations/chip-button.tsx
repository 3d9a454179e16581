import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../components/class-names.ts'
import styles from './chip-button.module.css'

interface ChipButtonProps extends ComponentProps<'button'> {
  readonly icon: ReactNode
}

/** A quiet button in the head that shows a choice and opens its menu. */
export function ChipButton({ icon, children, className, ...rest }: ChipButtonProps) {
  return (
    <button type="button" {...rest} className={classNames(styles['chip'], className)}>
      {icon}
      <span className={styles['text']}>{children}</span>
      <ChevronDown aria-hidden="true" className={styles['arrow']} />
    </button>
  )
}
