import { classNames } from '../../../components/class-names.ts'
import type { SlotKind } from './slot-kind.ts'
import styles from './slot-strip.module.css'

const middle = { cx: 6, cy: 6 }

/** The drawing of a mark: told apart by its shape, and only then by its colour. */
export function SlotGlyph({ kind }: { readonly kind: SlotKind }) {
  return (
    <svg viewBox="0 0 12 12" className={classNames(styles['glyph'], styles[kind])} aria-hidden="true">
      <Shape kind={kind} />
    </svg>
  )
}

function Shape({ kind }: { readonly kind: SlotKind }) {
  switch (kind) {
    case 'ran':
      return <circle {...middle} r="4.5" fill="currentColor" />
    case 'late':
      return (
        <>
          <circle {...middle} r="4.5" className={styles['line']} />
          <path d="M6 3.4V6l1.8 1.2" className={styles['line']} />
        </>
      )
    case 'missed':
      return <circle {...middle} r="4.3" className={styles['dashes']} />
    case 'skipped':
      return <path d="M2.4 6h7.2" className={styles['line']} />
    case 'failed':
      return <path d="M2.6 2.6l6.8 6.8M9.4 2.6l-6.8 6.8" className={styles['line']} />
    case 'waiting':
      return <path d="M6 .9 11.1 6 6 11.1.9 6z" fill="currentColor" />
    case 'running':
      return (
        <>
          <circle {...middle} r="4.5" className={styles['line']} />
          <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
        </>
      )
    case 'queued':
      return <circle {...middle} r="1.9" fill="currentColor" />
    case 'cancelled':
      return (
        <>
          <circle {...middle} r="4.5" className={styles['line']} />
          <path d="M2.9 9.1 9.1 2.9" className={styles['line']} />
        </>
      )
  }
}
