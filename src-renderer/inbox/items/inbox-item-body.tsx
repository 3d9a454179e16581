import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { isUnsettled } from '../../stores/inbox-view.ts'
import { FoldedMarkdown } from './folded-markdown.tsx'
import { markRead } from '../inbox-actions.ts'
import { IncidentActions } from './incident-actions.tsx'
import { NoAnswer } from '../answers/no-answer.tsx'
import { OperationWords } from '../answers/operation-words.tsx'
import { QuestionAccount } from '../answers/question-account.tsx'
import { QuestionForm } from '../answers/question-form.tsx'
import styles from './inbox-item.module.css'

/** What an item says, and for a question everything that is needed to answer it without opening anything. */
export function InboxItemBody({ item }: { readonly item: InboxItem }) {
  const { question, incident } = item
  const isOpen = isUnsettled(item)
  if (!question) {
    // The item tells of how often and since when, which stands in its head; once settled it tells how that came.
    const lastingWords = isOpen ? incident?.body : undefined
    return (
      <>
        <div className={styles['body']}>
          <FoldedMarkdown text={lastingWords ?? item.body} onUnfold={() => markRead(item)} />
        </div>
        {incident && isOpen && <IncidentActions incident={incident} />}
      </>
    )
  }
  return (
    <>
      <div className={styles['prompt']}>
        {question.kind === 'confirm' ? (
          <OperationWords text={question.prompt} />
        ) : (
          <FoldedMarkdown text={question.prompt} />
        )}
      </div>
      {isOpen && <QuestionAccount account={question.account} title={item.title} />}
      <NoAnswer question={question} scheduleId={item.scheduleId} />
      <div className={styles['form']}>
        {/* Another question in the same item has a form of its own. */}
        <QuestionForm
          key={question.id}
          question={question}
          via="inbox"
          sameCount={item.sameQuestionIds.filter((id) => id !== question.id).length}
        />
      </div>
    </>
  )
}
