import { CircleAlert } from 'lucide-react'
import type { ModelPrice } from '../../../../src-shared/domain/price.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { unpricedWords } from './unpriced-words.ts'
import styles from './prices.module.css'

interface UnpricedNoteProps {
  readonly prices: readonly ModelPrice[]
  /** What the money beside it leaves out. */
  readonly tokens: number
}

/** Stands where money is shown: what is not in it, and which models have no price. */
export function UnpricedNote({ prices, tokens }: UnpricedNoteProps) {
  const words = unpricedWords(prices, tokens)
  if (words === null) return null
  return (
    <p className={styles['note']}>
      <CircleAlert aria-hidden="true" />
      {visibleText(words)}
    </p>
  )
}
