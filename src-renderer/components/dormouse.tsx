import { classNames } from './class-names.ts'
import styles from './dormouse.module.css'

export type Mood = 'asleep' | 'working' | 'needs-you'

interface DormouseProps {
  readonly mood: Mood
  /** Pixels. */
  readonly size: number
}

/** Our animal, curled up: eyes closed while nothing is under way, open while it works, ear up when it needs the user. */
export function Dormouse({ mood, size }: DormouseProps) {
  return (
    <svg
      viewBox="0 0 96 96"
      width={size}
      height={size}
      aria-hidden="true"
      className={classNames(styles['dormouse'], styles[mood])}
    >
      <path
        className={styles['body']}
        d="M50 20c21 0 36 15 36 34S72 86 50 86c-25 0-41-13-41-30 0-6 2-11 6-15 4-13 17-21 35-21Z"
      />
      <path
        className={styles['back']}
        d="M50 20c21 0 36 15 36 34S72 86 50 86c14-5 22-17 22-32 0-16-8-28-22-34Z"
      />
      <ellipse className={styles['ear']} cx="43" cy="32" rx="9" ry="10" />
      <ellipse className={styles['earInside']} cx="42.5" cy="33" rx="5" ry="6" />
      <path
        className={styles['cheek']}
        d="M10 58c2-7 9-11 17-10 9 1 14 8 13 15-1 8-9 13-17 12-8-1-14-9-13-17Z"
      />
      {mood === 'asleep' ? (
        <path className={styles['lid']} d="M22 49c2.5 3.4 7.5 3.6 10.500.4" />
      ) : (
        <>
          <circle className={styles['eye']} cx="27" cy="49" r="4.6" />
          <circle className={styles['glint']} cx="25.6" cy="47.400" r="1.4" />
        </>
      )}
      <ellipse className={styles['nose']} cx="9.500" cy="58" rx="3.200" ry="2.700" />
      <path className={styles['whisker']} d="M19 62 8 66M20 65l-9 6" />
      <path className={styles['tail']} d="M82 66c-4 14-18 21-34 20-13-1-22-5-29-11" />
      <path className={styles['tailTip']} d="M40 84.500c-8-1.500-15-4.500-21-9.500" />
      {mood === 'needs-you' && <circle className={styles['call']} cx="80" cy="18" r="9" />}
    </svg>
  )
}
