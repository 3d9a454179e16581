import { useEffect, useState } from 'react'
import type { Question } from '../../src-shared/domain/question.ts'

/** The ids of the questions that were open at any time since this was mounted. */
export function useSeenOpen(questions: readonly Question[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setSeen((before) => {
      const fresh = questions.filter((question) => question.status === 'open' && !before.has(question.id))
      return fresh.length === 0 ? before : new Set([...before, ...fresh.map((question) => question.id)])
    })
  }, [questions])
  return seen
}
