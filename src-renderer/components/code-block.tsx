import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { after } from '../platform/after.ts'
import { whenIdle } from '../platform/when-idle.ts'
import { classNames } from './class-names.ts'
import { CodePieces } from './code-pieces.tsx'
import type { CodePiece } from './highlight-code.ts'
import { lazyModule } from './lazy-module.ts'
import { pasteSafe } from './paste-safe.ts'
import styles from './code-block.module.css'
import chip from './copy-chip.module.css'

const useHighlighter = lazyModule(() => import('./highlight-code.ts'))

/** Longer code is not coloured: it would hold the window up. */
const longestColoured = 30_000
const copiedMs = 1_600

interface CodeBlockProps {
  readonly text: string
  /** As the author named it; `null`: not at all. */
  readonly language?: string | null
  /** More of it is to come: it is coloured when it is whole. */
  readonly unfinished?: boolean
  /** Something to press beside the copy button. */
  readonly action?: ReactNode
}

/** A block of code, coloured by its language, with a button that copies it. */
export function CodeBlock({ text, language = null, unfinished = false, action }: CodeBlockProps) {
  const pieces = useColours(text, unfinished ? null : language)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(pasteSafe(text))
    setCopied(true)
    after(copiedMs, () => setCopied(false))
  }
  return (
    <div className={classNames(styles['block'], chip['copied'])}>
      {/* The copy button is seen only where the pointer or the focus is: it stands first, so that unseen it leaves no gap. */}
      <div className={styles['head']} data-nocopy="">
        <button
          type="button"
          className={chip['chip']}
          aria-label={copied ? 'Copied' : 'Copy'}
          title={language === null ? 'Copy the code' : `Copy the ${language} code`}
          onClick={() => void copy()}
        >
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {copied ? 'Copied' : 'Copy'}
        </button>
        {language !== null && <span className={styles['language']}>{language}</span>}
        {action}
      </div>
      <pre className={styles['code']} data-language={language ?? ''}>
        <code>{pieces === null ? text : <CodePieces pieces={pieces} />}</code>
      </pre>
    </div>
  )
}

/** Coloured when the window has time for it: the words are there at once. */
function useColours(text: string, language: string | null): readonly CodePiece[] | null {
  const wanted = language !== null && text.length <= longestColoured
  const highlighter = useHighlighter(wanted)
  const [coloured, setColoured] = useState<{ of: string; pieces: readonly CodePiece[] | null } | null>(null)
  useEffect(() => {
    if (!highlighter || !wanted) return
    return whenIdle(() =>
      setColoured({ of: text, pieces: highlighter.highlightCode(language.toLowerCase(), text) }),
    )
  }, [highlighter, wanted, language, text])
  return wanted && coloured?.of === text ? coloured.pieces : null
}
