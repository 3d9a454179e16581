import { ChevronRight } from 'lucide-react'
import { foldSection } from './folded-sections.ts'
import type { SidebarRow } from './sidebar-rows.ts'
import styles from './section-row.module.css'

interface SectionRowProps {
  readonly row: Extract<SidebarRow, { kind: 'section' }>
  readonly reachable: boolean
}

/** The name of a part of the list; the archive's folds and unfolds it. */
export function SectionRow({ row, reachable }: SectionRowProps) {
  const { folded } = row
  if (folded === null) return <h3 className={styles['section']}>{row.label}</h3>
  return (
    <h3 className={styles['section']}>
      <button
        type="button"
        className={styles['fold']}
        data-row
        aria-expanded={!folded}
        tabIndex={reachable ? 0 : -1}
        onClick={() => foldSection(row.key, !folded)}
      >
        {row.label}
        <ChevronRight aria-hidden="true" data-open={!folded || undefined} />
        <span className={styles['count']}>{row.count}</span>
      </button>
    </h3>
  )
}
