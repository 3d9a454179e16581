import { classNames } from './class-names.ts'
import styles from './limit-bar.module.css'

interface LimitBarProps {
  /** What is measured, for screen readers: "Money today". */
  readonly label: string
  /** The same as the bar, in words. */
  readonly words: string
  /** What the whole width stands for; the amounts below are in the same unit. */
  readonly full: number
  readonly used: number
  /** Held by work that is under way; drawn after what is used. */
  readonly held?: number
  /** A part of the bar that stands for something else, from a mark on; its meaning is told beside the bar. */
  readonly zone?: { readonly from: number; readonly to: number }
  readonly isOver?: boolean
}

/** How much of a limit is used. Each part has a pattern of its own, so that no colour need be told from another. */
export function LimitBar({ label, words, full, used, held = 0, zone, isOver = false }: LimitBarProps) {
  const percent = (amount: number): number =>
    full <= 0 ? 0 : Math.min(100, Math.max(0, (100 * amount) / full))
  const usedPercent = percent(used)
  const heldPercent = Math.min(percent(held), 100 - usedPercent)
  return (
    <div
      className={styles['bar']}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(usedPercent)}
      aria-valuetext={words}
    >
      {zone && (
        <span
          className={styles['zone']}
          style={{ left: `${percent(zone.from)}%`, width: `${percent(zone.to) - percent(zone.from)}%` }}
        />
      )}
      {used > 0 && (
        <span
          className={classNames(styles['used'], isOver && styles['over'])}
          style={{ width: `${usedPercent}%` }}
        />
      )}
      {heldPercent > 0 && (
        <span className={styles['held']} style={{ left: `${usedPercent}%`, width: `${heldPercent}%` }} />
      )}
      {zone && <span className={styles['mark']} style={{ left: `${percent(zone.from)}%` }} />}
    </div>
  )
}

interface LimitKeyProps {
  readonly part: 'used' | 'held' | 'zone'
  readonly children: string
}

/** What a pattern of the bar means. */
export function LimitKey({ part, children }: LimitKeyProps) {
  return (
    <span className={styles['key']}>
      <span className={classNames(styles['swatch'], styles[part])} aria-hidden="true" />
      {children}
    </span>
  )
}
