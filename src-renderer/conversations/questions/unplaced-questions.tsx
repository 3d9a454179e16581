import { useMemo } from 'react'
import { openQuestionsIn, questionStore } from '../../stores/question-store.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { QuestionCard } from './question-card.tsx'
import { isPlaced } from './is-placed.ts'

/** Open questions that no loaded message shows, such as one about a budget: they stand at the end. */
export function UnplacedQuestions({ conversationId }: { readonly conversationId: string }) {
  const questions = questionStore.use((state) => state.byId)
  const messages = useThreadStore((threads) => threads.get(conversationId)?.messages)
  const unplaced = useMemo(
    () =>
      openQuestionsIn(questions, conversationId).filter((question) => !isPlaced(question, messages ?? [])),
    [questions, messages, conversationId],
  )
  return unplaced.map((question) => (
    <QuestionCard key={question.id} question={question} conversationId={conversationId} />
  ))
}
