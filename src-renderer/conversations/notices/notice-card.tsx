import {
  AlarmClockOff,
  ArrowUpRight,
  Bell,
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  type LucideIcon,
  Reply,
} from 'lucide-react'
import type { Message, NoticeBlock, NoticeKind } from '../../../src-shared/domain/message.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { Time } from '../../components/time.tsx'
import { NoAnswer } from '../../inbox/answers/no-answer.tsx'
import { OperationWords } from '../../inbox/answers/operation-words.tsx'
import { QuestionAccount } from '../../inbox/answers/question-account.tsx'
import { goTo } from '../../main-window/place-store.ts'
import { WaitsForMore } from '../../runs/waits-for-more.tsx'
import { questionStore } from '../../stores/question-store.ts'
import { changeDraft, focusComposer } from '../composer/composer-store.ts'
import { QuestionAnswer } from '../questions/question-answer.tsx'
import styles from './notice-card.module.css'

interface NoticeCardProps {
  readonly message: Message
  readonly notice: NoticeBlock
}

const looks: Record<NoticeKind, { readonly icon: LucideIcon; readonly word: string }> = {
  result: { icon: CircleCheck, word: 'Result' },
  question: { icon: CircleQuestionMark, word: 'Question' },
  failure: { icon: CircleAlert, word: 'Failed' },
  missed: { icon: AlarmClockOff, word: 'Missed' },
  reminder: { icon: Bell, word: 'Reminder' },
  schedule: { icon: CalendarClock, word: 'Scheduled' },
}

/** What a run or a schedule brought into this conversation. */
export function NoticeCard({ message, notice }: NoticeCardProps) {
  const { kind, title, text, runId } = notice
  const question = questionStore.use((state) =>
    notice.questionId ? state.byId.get(notice.questionId) : undefined,
  )
  const { icon: Icon, word } = looks[kind]
  const open = question?.status === 'open'
  const reply = (): void => {
    changeDraft(message.conversationId, { replyTo: { messageId: message.id, title } })
    focusComposer()
  }
  return (
    <Card tone={open ? 'hazel' : 'plain'} className={styles['card']} aria-label={`${word}: ${title}`}>
      <header className={styles['head']} data-kind={kind} data-open={open || undefined}>
        <Icon aria-hidden="true" />
        <span className={styles['title']}>{title}</span>
        <span className={styles['word']}>{word}</span>
        <span className={styles['time']}>
          <Time at={message.at} />
        </span>
      </header>
      <div className={styles['body']}>
        <div className={styles['said']} data-open={open || undefined}>
          {question?.kind === 'confirm' ? <OperationWords text={text} /> : <Markdown text={text} />}
        </div>
        {question && (
          <div className={styles['form']}>
            {open && <QuestionAccount account={question.account} title={title} />}
            <NoAnswer question={question} scheduleId={notice.scheduleId} />
            <QuestionAnswer question={question} conversationId={message.conversationId} />
            <WaitsForMore question={question} />
          </div>
        )}
      </div>
      {(runId !== null || kind === 'result' || kind === 'failure') && (
        <footer className={styles['foot']}>
          {(kind === 'result' || kind === 'failure') && (
            <Button size="s" variant="quiet" icon={<Reply aria-hidden="true" />} onClick={reply}>
              Reply
            </Button>
          )}
          {runId !== null && (
            <Button
              size="s"
              variant="quiet"
              icon={<ArrowUpRight aria-hidden="true" />}
              onClick={() => goTo({ screen: 'runs', runId })}
            >
              Open run
            </Button>
          )}
        </footer>
      )}
    </Card>
  )
}
