import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './card.module.css'

interface CardProps extends ComponentProps<'article'> {
  /** `hazel` is only for what needs the user. */
  readonly tone?: 'plain' | 'hazel' | 'berry'
}

/** A raised sheet for one thing. */
export function Card({ tone = 'plain', className, ...rest }: CardProps) {
  return <article {...rest} className={classNames(styles['card'], styles[tone], className)} />
}
