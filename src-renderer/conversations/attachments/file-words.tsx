import { classNames } from '../../components/class-names.ts'
import { visibleText } from '../../components/visible-text.ts'
import styles from './file-words.module.css'

interface FileWordsProps {
  readonly name: string
  /** What is to be said of it: its size, or what is wrong. */
  readonly note: string
  readonly isProblem?: boolean
}

/** The name of a file, and a line about it. */
export function FileWords({ name, note, isProblem = false }: FileWordsProps) {
  return (
    <span className={styles['words']}>
      <span className={styles['name']} title={name}>
        {visibleText(name)}
      </span>
      <span
        className={classNames(styles['note'], isProblem && styles['problem'])}
        role={isProblem ? 'alert' : undefined}
      >
        {note}
      </span>
    </span>
  )
}
