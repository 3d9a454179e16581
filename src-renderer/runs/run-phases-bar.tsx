import { duration } from '../components/format-time.ts'
import { Tooltip } from '../components/tooltip.tsx'
import { type Phase, phaseTotals, phaseWords } from './run-phases.ts'
import styles from './run-phases-bar.module.css'

/** What a run spent its time on, as a bar; the legend says it in words and numbers. */
export function RunPhasesBar({ phases }: { readonly phases: readonly Phase[] }) {
  // Nothing is known about what it did: a bar of one colour would say nothing.
  if (phases.every((phase) => phase.kind === 'other')) return null
  const totals = phaseTotals(phases)
  return (
    <section className={styles['phases']} aria-label="Where the time went">
      <div className={styles['bar']} aria-hidden="true">
        {phases.map(({ kind, from, to }) => (
          <Tooltip key={`${kind} ${from}`} text={`${phaseWords[kind]}: ${duration(to - from)}`}>
            <span className={`${styles['part']} ${styles[kind]}`} style={{ flexGrow: to - from }} />
          </Tooltip>
        ))}
      </div>
      <ul className={styles['legend']}>
        {totals.map(({ kind, ms }) => (
          <li key={kind} className={styles['entry']}>
            <span className={`${styles['swatch']} ${styles[kind]}`} aria-hidden="true" />
            {phaseWords[kind]}
            <span className={styles['time']}>{duration(ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
