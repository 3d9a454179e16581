import { Fragment, useMemo } from 'react'
import { classNames } from './class-names.ts'
import { type DiffLine, parseDiff } from './parse-diff.ts'
import { visibleText } from './visible-text.ts'
import styles from './diff-view.module.css'

interface DiffViewProps {
  /** A unified diff. What it holds is data. */
  readonly diff: string
  /** What it is the diff of, for screen readers: "Changes of src/app.ts". */
  readonly label: string
}

/** More lines than anybody reads in such a place, and than draw at once. */
const mostLines = 1500
const longestLine = 2000

const signs = { same: ' ', added: '+', removed: '−' } as const
const spoken = { same: null, added: 'added: ', removed: 'removed: ' } as const

/** What changed in files, as a unified diff with the line numbers of both versions. Long lines wrap. */
export function DiffView({ diff, label }: DiffViewProps) {
  const { files, cut } = useMemo(() => parseDiff(diff), [diff])
  const { shown, left } = useMemo(() => capped(files), [files])
  if (shown.length === 0) return <p className={styles['note']}>There is nothing to show.</p>
  return (
    <section className={styles['diff']} aria-label={label} tabIndex={0}>
      {shown.map((part, index) => (
        // The parts of a diff keep their places.
        <Fragment key={index}>
          {part.file !== null && <p className={styles['file']}>{visibleText(part.file)}</p>}
          {(index > 0 || part.heading !== '') && part.file === null && (
            <p className={styles['gap']}>{part.heading === '' ? '⋯' : visibleText(part.heading)}</p>
          )}
          {part.lines.map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </Fragment>
      ))}
      {cut && left === 0 && <p className={styles['note']}>It is long: the rest is left out.</p>}
      {left > 0 && (
        <p className={styles['note']}>
          {left.toLocaleString('en-GB')} more {left === 1 ? 'line is' : 'lines are'} not shown.
        </p>
      )}
    </section>
  )
}

interface Part {
  /** The name of the file that begins here, where there are several. */
  readonly file: string | null
  readonly heading: string
  readonly lines: readonly DiffLine[]
}

function capped(files: ReturnType<typeof parseDiff>['files']): { shown: readonly Part[]; left: number } {
  const shown: Part[] = []
  let room = mostLines
  let left = 0
  for (const { name, hunks } of files)
    for (const [index, { heading, lines }] of hunks.entries()) {
      const file = index === 0 && files.length > 1 ? name : null
      if (room > 0) shown.push({ file, heading, lines: lines.slice(0, room) })
      left += Math.max(0, lines.length - room)
      room = Math.max(0, room - lines.length)
    }
  return { shown, left }
}

function Line({ line }: { readonly line: DiffLine }) {
  const text = line.text.length > longestLine ? `${line.text.slice(0, longestLine)} …` : line.text
  return (
    <div className={classNames(styles['line'], styles[line.kind])}>
      <span className={styles['number']} aria-hidden="true">
        {line.before}
      </span>
      <span className={styles['number']} aria-hidden="true">
        {line.after}
      </span>
      <span className={styles['sign']} aria-hidden="true">
        {signs[line.kind]}
      </span>
      <span className={styles['text']}>
        {spoken[line.kind] !== null && <span className="visually-hidden">{spoken[line.kind]}</span>}
        {visibleText(text)}
        {line.unended && <span className={styles['unended']}> no line end</span>}
      </span>
    </div>
  )
}
