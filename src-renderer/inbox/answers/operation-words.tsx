import { Fragment } from 'react'
import { operationCode } from '../../components/operation-line.ts'
import { visibleText } from '../../components/visible-text.ts'
import styles from './operation-words.module.css'

/**
 * What a call would do, in the words of the main process: "Run `npm test` in ~/site?". Parts of it come from a model, so
 * it is no Markdown: nothing in it can look like a heading, a link or a sentence of Dormouse's own.
 */
export function OperationWords({ text }: { readonly text: string }) {
  const parts = visibleText(text).split(operationCode)
  return (
    <span className={styles['words']}>
      {parts.map((part, index) =>
        // The pattern has one group, so that every second part is what stood between backticks.
        index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
      )}
    </span>
  )
}
