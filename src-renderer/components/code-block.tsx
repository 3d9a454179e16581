import { Check, Copy } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { after } from '../platform/after.ts'
import styles from './code-block.module.css'

/** A block of code with a button that copies it. */
export function CodeBlock({ children }: { readonly children: ReactNode }) {
  const code = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText((code.current?.textContent ?? '').replace(/\n$/, ''))
    setCopied(true)
    after(1600, () => setCopied(false))
  }
  return (
    <div className={styles['block']}>
      <pre ref={code} className={styles['code']}>
        {children}
      </pre>
      <button type="button" className={styles['copy']} onClick={() => void copy()}>
        {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  )
}
