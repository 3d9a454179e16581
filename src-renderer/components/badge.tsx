import { classNames } from './class-names.ts'
import styles from './badge.module.css'

interface BadgeProps {
  readonly count: number
  /** `hazel` is only for what needs the user. */
  readonly tone?: 'stone' | 'hazel'
}

/** A number beside a name. Hidden from screen readers: the place it stands in says it in words. */
export function Badge({ count, tone = 'stone' }: BadgeProps) {
  if (count <= 0) return null
  return (
    <span className={classNames(styles['badge'], styles[tone])} aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  )
}
