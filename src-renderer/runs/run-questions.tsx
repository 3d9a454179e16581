import { useMemo } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { Card } from '../components/card.tsx'
import { Markdown } from '../components/markdown.tsx'
import { NoAnswer } from '../inbox/answers/no-answer.tsx'
import { OperationWords } from '../inbox/answers/operation-words.tsx'
import { QuestionAccount } from '../inbox/answers/question-account.tsx'
import { QuestionForm } from '../inbox/answers/question-form.tsx'
import { useSeenOpen } from './use-seen-open.ts'
import { questionElementId } from './work/show-question.ts'
import { questionStore } from '../stores/question-store.ts'
import { WaitsForMore } from './waits-for-more.tsx'
import styles from './run-page.module.css'

/** What the run asks, answerable right here; what was answered while it was open stays with its answer. */
export function RunQuestions({ run }: { readonly run: Run }) {
  const { id: runId, title, scheduleId } = run
  const byId = questionStore.use((state) => state.byId)
  const questions = useMemo(
    () => [...byId.values()].filter((one) => one.runId === runId).toSorted((a, b) => a.askedAt - b.askedAt),
    [byId, runId],
  )
  const seen = useSeenOpen(questions)
  return questions
    .filter((question) => question.status === 'open' || seen.has(question.id))
    .map((question) => (
      <Card
        key={question.id}
        id={questionElementId(question.id)}
        tone={question.status === 'open' ? 'hazel' : 'plain'}
        className={styles['question']}
        aria-label="Question"
      >
        <div className={styles['asked']} data-open={question.status === 'open' || undefined}>
          {question.kind === 'confirm' ? (
            <OperationWords text={question.prompt} />
          ) : (
            <Markdown text={question.prompt} />
          )}
        </div>
        {question.status === 'open' && <QuestionAccount account={question.account} title={title} />}
        <NoAnswer question={question} scheduleId={scheduleId} />
        <QuestionForm question={question} via="run page" />
        <WaitsForMore question={question} />
      </Card>
    ))
}
