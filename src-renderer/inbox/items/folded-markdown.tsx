import { useId, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { Markdown } from '../../components/markdown.tsx'
import styles from './folded-markdown.module.css'

interface FoldedMarkdownProps {
  readonly text: string
  /** Called when it is unfolded. */
  onUnfold?(): void
}

const longestCharacters = 700
const mostLines = 9

/** Markdown that shows its beginning when it is long, and the rest on demand. */
export function FoldedMarkdown({ text, onUnfold }: FoldedMarkdownProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const isLong = text.length > longestCharacters || text.split('\n').length > mostLines
  if (!isLong) return <Markdown text={text} />
  const toggle = (): void => {
    if (!open) onUnfold?.()
    setOpen(!open)
  }
  return (
    <div>
      <div id={id} className={classNames(styles['text'], !open && styles['folded'])} inert={!open}>
        <Markdown text={text} />
      </div>
      <Button
        size="s"
        variant="quiet"
        className={styles['toggle']}
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        {open ? 'Show less' : 'Show all'}
      </Button>
    </div>
  )
}
