import type { LucideIcon } from 'lucide-react'
import { classNames } from './class-names.ts'
import type { Tone } from './tone.ts'
import tones from './tones.module.css'
import styles from './mark.module.css'

interface MarkProps {
  readonly tone?: Tone
  readonly icon?: LucideIcon
  /** More than the words say. */
  readonly title?: string
  readonly children: string
}

/** A few words about a thing beside its name: "created", "not trusted". */
export function Mark({ tone = 'stone', icon: Icon, title, children }: MarkProps) {
  return (
    <span className={classNames(styles['mark'], tones[tone])} title={title}>
      {Icon && <Icon aria-hidden="true" />}
      <span className={styles['words']}>{children}</span>
    </span>
  )
}
