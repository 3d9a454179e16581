import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { formatBytes } from '../../components/format-bytes.ts'
import { visibleText } from '../../components/visible-text.ts'
import styles from './step-body.module.css'

interface FoldedTextProps {
  readonly text: string
  readonly code?: boolean
  /** What it is, for the button: "result". */
  readonly what: string
}

const mostLines = 8
const mostCharacters = 800
/** Beyond this nobody reads, and the window would stutter. */
const longest = 200_000

/** A text that may be long: its beginning, and the rest on demand. What it holds is data. */
export function FoldedText({ text, code = false, what }: FoldedTextProps) {
  const [open, setOpen] = useState(false)
  const beginning = beginningOf(text)
  const isLong = beginning.length < text.length
  const shown = open ? text.slice(0, longest) : beginning
  return (
    <>
      <div
        className={classNames(styles['text'], code && styles['code'])}
        {...(open && code && { role: 'group', 'aria-label': `The whole ${what}`, tabIndex: 0 })}
      >
        {visibleText(shown)}
        {shown.length < text.length && ' …'}
      </div>
      {isLong && (
        <Button size="s" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : `Show the whole ${what}`}
        </Button>
      )}
      {open && text.length > longest && (
        <p className={styles['faint']}>Only the first {formatBytes(longest)} are shown.</p>
      )}
    </>
  )
}

function beginningOf(text: string): string {
  let end = -1
  for (let line = 0; line < mostLines; line += 1) {
    end = text.indexOf('\n', end + 1)
    if (end === -1) break
  }
  const lines = end === -1 ? text : text.slice(0, end)
  return lines.length > mostCharacters * 1.25 ? lines.slice(0, mostCharacters) : lines
}
