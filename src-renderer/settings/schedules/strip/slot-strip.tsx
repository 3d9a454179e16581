import { type KeyboardEvent, useRef, useState } from 'react'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'
import { useNow } from '../../../platform/use-now.ts'
import { SlotGlyph } from './slot-glyph.tsx'
import { slotKind } from './slot-kind.ts'
import { SlotTooltip } from './slot-tooltip.tsx'
import { slotWords } from './slot-words.ts'
import styles from './slot-strip.module.css'

interface SlotStripProps {
  /** Oldest first; `null` while they are not known. */
  readonly marks: readonly SlotMark[] | null
  onOpen(runId: string): void
}

/** How many times are shown. */
export const stripLength = 14

/**
 * What became of the last times, oldest first, as marks. One stop of the Tab key, at the newest mark first; the arrow keys,
 * Home and End move inside, Enter opens the run.
 */
export function SlotStrip({ marks, onOpen }: SlotStripProps) {
  const now = useNow()
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [pointed, setPointed] = useState<{ readonly anchor: HTMLElement; readonly runId: string } | null>(
    null,
  )
  if (marks === null) return <div className={styles['placeholder']} aria-hidden="true" />
  if (marks.length === 0) return null
  const at = marks.findIndex((mark) => mark.runId === chosen)
  const current = at === -1 ? marks.length - 1 : at
  const told = pointed && marks.find((mark) => mark.runId === pointed.runId)

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = destination(event.key, current, marks.length)
    const mark = to === null ? undefined : marks[to]
    if (to === null || !mark) return
    event.preventDefault()
    setChosen(mark.runId)
    list.current?.querySelectorAll('button')[to]?.focus()
  }
  return (
    <>
      <ul
        ref={list}
        className={styles['strip']}
        aria-label={`Last ${stripLength} times`}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointed(null)}
        onBlur={() => setPointed(null)}
      >
        {marks.map((mark, index) => (
          <li key={mark.runId}>
            <button
              type="button"
              className={styles['mark']}
              aria-label={slotWords(mark, now)}
              tabIndex={index === current ? 0 : -1}
              onPointerEnter={(event) => setPointed({ anchor: event.currentTarget, runId: mark.runId })}
              onFocus={(event) => {
                setChosen(mark.runId)
                setPointed({ anchor: event.currentTarget, runId: mark.runId })
              }}
              onClick={() => onOpen(mark.runId)}
            >
              <SlotGlyph kind={slotKind(mark)} />
            </button>
          </li>
        ))}
      </ul>
      {pointed && told && (
        <SlotTooltip anchor={pointed.anchor} text={slotWords(told, now)} onClose={() => setPointed(null)} />
      )}
    </>
  )
}

function destination(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(from + 1, count - 1)
    case 'ArrowLeft':
      return Math.max(from - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
