import type { Question } from '../../../src-shared/domain/question.ts'
import { CircleQuestionMark } from 'lucide-react'
import { Card } from '../../components/card.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { NoAnswer } from '../../inbox/answers/no-answer.tsx'
import { OperationWords } from '../../inbox/answers/operation-words.tsx'
import { QuestionAccount } from '../../inbox/answers/question-account.tsx'
import { WaitsForMore } from '../../runs/waits-for-more.tsx'
import { runStore } from '../../stores/run-store.ts'
import { QuestionAnswer } from './question-answer.tsx'
import styles from './question-card.module.css'

interface QuestionCardProps {
  readonly question: Question
  /** The conversation that shows it. */
  readonly conversationId: string
}

/** A question where it was asked: the form while it is open, afterwards who answered what. */
export function QuestionCard({ question, conversationId }: QuestionCardProps) {
  const open = question.status === 'open'
  const scheduleId = runStore.use((state) =>
    question.runId === null ? null : (state.byId.get(question.runId)?.scheduleId ?? null),
  )
  return (
    <Card
      tone={open ? 'hazel' : 'plain'}
      className={styles['card']}
      aria-label={open ? 'Open question' : 'Question'}
    >
      <div className={styles['prompt']}>
        <CircleQuestionMark aria-hidden="true" data-open={open || undefined} />
        {question.kind === 'confirm' ? (
          <OperationWords text={question.prompt} />
        ) : (
          <Markdown text={question.prompt} />
        )}
      </div>
      <div className={styles['form']}>
        {/* A chat's own question stands under what it did; a run may have done it elsewhere. */}
        {open && question.runId !== null && <QuestionAccount account={question.account} title="" />}
        <NoAnswer question={question} scheduleId={scheduleId} />
        <QuestionAnswer question={question} conversationId={conversationId} />
        <WaitsForMore question={question} />
      </div>
    </Card>
  )
}
