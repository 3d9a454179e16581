import styles from './working-line.module.css'

/** Something is under way and nothing of it can be shown yet. */
export function WorkingLine() {
  return (
    <div className={styles['working']} role="status" aria-label="Working">
      <span />
      <span />
      <span />
    </div>
  )
}
