import { useMemo } from 'react'
import type { Question } from '../../src-shared/domain/question.ts'
import { questionStore } from '../stores/question-store.ts'
import { waitsForMoreWords } from './waits-for-more-words.ts'
import styles from './waits-for-more.module.css'

/** That the work goes on only when the other questions of the same turn are answered too. */
export function WaitsForMore({ question }: { readonly question: Question }) {
  const byId = questionStore.use((state) => state.byId)
  const words = useMemo(() => waitsForMoreWords(question, byId.values()), [question, byId])
  return words === null ? null : <p className={styles['more']}>{words}</p>
}
