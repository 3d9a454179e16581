import { Sparkles } from 'lucide-react'
import { memo } from 'react'
import { classNames } from '../components/class-names.ts'
import { operationLine } from '../components/operation-line.ts'
import { duration } from '../components/format-time.ts'
import tones from '../components/tones.module.css'
import { FoldedMarkdown } from '../inbox/items/folded-markdown.tsx'
import { tokensShort } from './format-usage.ts'
import { timelineLooks } from './timeline-looks.ts'
import type { TimelineRow } from './timeline-rows.ts'
import styles from './run-timeline.module.css'

interface TimelineEventProps {
  readonly row: TimelineRow
  /** The instant that offsets count from; epoch milliseconds. */
  readonly start: number
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** One step of a run. */
export const TimelineEvent = memo(function TimelineEvent({ row, start }: TimelineEventProps) {
  const silent = row.kind === 'message' && row.text === ''
  const looks = timelineLooks[row.kind]
  const Icon = silent ? Sparkles : looks.icon
  const offset = row.at - start
  return (
    <li className={classNames(styles['row'], looks.tone === 'hazel' && styles['highlight'])}>
      <span className={styles['when']}>
        <time dateTime={new Date(row.at).toISOString()}>{clock.format(row.at)}</time>
        {offset >= 1000 && <span className={styles['offset']}>+{duration(offset)}</span>}
      </span>
      <span
        className={classNames(styles['mark'], tones[row.isError ? 'berry' : silent ? 'stone' : looks.tone])}
      >
        <Icon aria-hidden="true" />
      </span>
      <div className={styles['what']}>
        <Words row={row} silent={silent} />
        <Numbers row={row} />
      </div>
    </li>
  )
})

function Words({ row, silent }: { readonly row: TimelineRow; readonly silent: boolean }) {
  if (silent) return <span className={styles['quiet']}>The model called a tool</span>
  switch (row.kind) {
    case 'message':
    case 'asked':
    case 'budget':
      return <FoldedMarkdown text={row.text} />
    case 'tool-started':
    case 'tool-finished':
      return (
        <span className={styles['tool']}>
          {operationLine(row.text)}
          {row.isError && <span className={styles['failed']}>failed</span>}
        </span>
      )
    default:
      return <span className={row.kind === 'model-call' ? styles['quiet'] : styles['words']}>{row.text}</span>
  }
}

function Numbers({ row }: { readonly row: TimelineRow }) {
  const parts = [
    row.model,
    row.tokens && `${tokensShort(row.tokens.input)} in, ${tokensShort(row.tokens.output)} out`,
    row.underWay ? 'under way' : row.ms !== null && duration(row.ms),
  ].filter(Boolean)
  return parts.length > 0 && <span className={styles['ms']}>{parts.join(' · ')}</span>
}
