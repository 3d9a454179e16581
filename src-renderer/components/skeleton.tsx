import styles from './skeleton.module.css'

interface SkeletonProps {
  /** How many lines stand in for what is loaded. */
  readonly lines?: number
  /** What is being loaded, for screen readers. */
  readonly label: string
}

/** The place of rows that are being loaded. Appears after a moment, so that a quick load does not flicker. */
export function Skeleton({ lines = 3, label }: SkeletonProps) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles['line']} />
      ))}
    </div>
  )
}
