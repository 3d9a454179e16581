import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { after } from '../platform/after.ts'
import { classNames } from './class-names.ts'
import { Menu } from './menu.tsx'
import { nodeMarkdown } from './node-markdown.ts'
import { pasteSafe } from './paste-safe.ts'
import { tableCells, tableMarkdown, tableTsv } from './table-text.ts'
import chip from './copy-chip.module.css'
import styles from './markdown.module.css'

const copiedMs = 1_600

/** A table that scrolls by itself, and can be copied for a text or for a spreadsheet. */
export function MarkdownTable({ children }: { readonly children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => (copied ? after(copiedMs, () => setCopied(false)) : undefined), [copied])
  const copy = (write: (cells: string[][]) => string): void => {
    if (!table.current) return
    void navigator.clipboard
      .writeText(pasteSafe(write(tableCells(table.current, nodeMarkdown))))
      .then(() => setCopied(true))
  }
  return (
    <div className={classNames(styles['tableBox'], chip['copied'])}>
      <div className={styles['tableFrame']}>
        <table ref={table}>{children}</table>
      </div>
      <div className={styles['tableMenu']} data-nocopy="">
        <Menu
          align="end"
          trigger={
            <button type="button" className={chip['chip']} aria-label="Copy the table">
              {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
              {copied ? 'Copied' : 'Copy'}
            </button>
          }
          entries={[
            { kind: 'item', label: 'As Markdown', onSelect: () => copy(tableMarkdown) },
            { kind: 'item', label: 'For a spreadsheet', onSelect: () => copy(tableTsv) },
          ]}
        />
      </div>
    </div>
  )
}
