import { CornerUpLeft } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { Time } from '../../components/time.tsx'
import { questionStore } from '../../stores/question-store.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { MessageFiles } from '../attachments/message-files.tsx'
import styles from './user-message.module.css'

interface UserMessageProps {
  readonly text: string
  readonly files?: readonly Attachment[]
  readonly conversationId: string
  readonly answers: string | null
  readonly replyTo: string | null
  /** `null` while it is on its way. */
  readonly at: number | null
  /** What else is to be said about it, below. */
  readonly note: ReactNode
  /** What can be done with it, below. */
  readonly actions?: ReactNode
  /** Stands in the place of the words while they are changed. */
  readonly editor?: ReactNode
  readonly ref?: Ref<HTMLDivElement>
}

export function UserMessage(props: UserMessageProps) {
  const { text, files = [], conversationId, answers, replyTo, at, note, actions, editor, ref } = props
  const question = questionStore.use((state) => (answers ? state.byId.get(answers)?.prompt : undefined))
  const notice = useThreadStore((threads) => {
    if (!replyTo) return undefined
    const message = threads.get(conversationId)?.messages.find((one) => one.id === replyTo)
    return message?.content.find((block) => block.type === 'notice')?.title
  })
  return (
    <div ref={ref} className={styles['message']} data-message>
      {answers && <Context text={`Answer to: ${question ?? 'a question'}`} />}
      {replyTo && <Context text={`Reply to: ${notice ?? 'a notice'}`} />}
      {editor ?? (
        <>
          <MessageFiles files={files} />
          {(text !== '' || files.length === 0) && (
            <div className={styles['line']}>
              {at !== null && (
                <span className={styles['time']}>
                  <Time at={at} show="clock" />
                </span>
              )}
              <div className={styles['bubble']}>{text}</div>
            </div>
          )}
        </>
      )}
      {note && <div className={styles['below']}>{note}</div>}
      {!editor && actions}
    </div>
  )
}

function Context({ text }: { readonly text: string }) {
  return (
    <div className={styles['context']} title={text}>
      <CornerUpLeft aria-hidden="true" />
      <span>{text}</span>
    </div>
  )
}
