import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './card.module.css'

interface CardProps extends ComponentProps<'section'> {
  /** `hazel` is only for what needs the user. */
  readonly tone?: 'plain' | 'hazel' | 'berry'
}

/** A raised sheet for one thing. */
export function Card({ tone = 'plain', className, ...rest }: CardProps) {
  return <section {...rest} className={classNames(styles['card'], styles[tone], className)} />
}
