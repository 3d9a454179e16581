import { Search, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { classNames } from './class-names.ts'
import styles from './search-box.module.css'

interface SearchBoxProps {
  /** What is searched: a page may have two of them. */
  readonly label: string
  /** The text field. */
  readonly children: ReactNode
  /** What stands behind the field while it is empty: the keys that lead there. */
  readonly hint: ReactNode
  /** `null` while there is nothing to clear. */
  readonly onClear: (() => void) | null
  readonly className?: string | undefined
}

/** The frame of a field that searches. Clearing it leaves the focus in the field. */
export function SearchBox({ label, children, hint, onClear, className }: SearchBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  return (
    <div ref={box} className={classNames(styles['search'], className)} role="search" aria-label={label}>
      <Search aria-hidden="true" />
      {children}
      {onClear === null ? (
        <span aria-hidden="true" className={styles['hint']}>
          {hint}
        </span>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            onClear()
            box.current?.querySelector('input')?.focus()
          }}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
