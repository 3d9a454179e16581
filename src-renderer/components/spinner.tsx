import styles from './spinner.module.css'

/** A small turning arc. It has no words: what is under way is said beside it. */
export function Spinner() {
  return (
    <svg className={styles['spinner']} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.22" />
      <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
