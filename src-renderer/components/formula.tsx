import { useLayoutEffect, useRef, useState } from 'react'
import { lazyModule } from './lazy-module.ts'
import styles from './formula.module.css'

const useSetter = lazyModule(() => import('./set-formula.ts'))

interface FormulaProps {
  /** TeX. */
  readonly source: string
  /** On a line of its own. */
  readonly block: boolean
}

/** A formula. What sets it is loaded with the first one; until then, and where it cannot be set, its source stands there. */
export function Formula({ source, block }: FormulaProps) {
  const setter = useSetter(true)
  const place = useRef<HTMLSpanElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useLayoutEffect(() => {
    if (setter && place.current) setProblem(setter.setFormula(source, place.current, block))
  }, [setter, source, block])
  const mark = block ? '$$' : '$'
  const isSet = setter !== null && problem === null
  return (
    <span
      className={block ? styles['block'] : styles['inline']}
      data-markdown={block ? `$$\n${source}\n$$` : `$${source}$`}
      title={problem ?? undefined}
    >
      <span ref={place} hidden={!isSet} />
      {!isSet && (
        <code className={styles['source']} data-wrong={problem !== null || undefined}>
          {mark}
          {source}
          {mark}
        </code>
      )}
    </span>
  )
}
