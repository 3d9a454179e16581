import { useRef } from 'react'
import type { Message } from '../../../src-shared/domain/message.ts'
import { Markdown } from '../../components/markdown.tsx'
import { AssistantToolbar } from '../actions/assistant-toolbar.tsx'
import { AnswerChanges } from './answer-changes.tsx'
import { type MessagePart, messageParts } from './message-parts.ts'
import { StepLine } from './step-line.tsx'
import { ThinkingLine } from './thinking-line.tsx'
import styles from './assistant-message.module.css'

interface AssistantMessageProps {
  readonly message: Message
  /** Whether its turn ended with it: then there is something to do with the answer. */
  readonly lastOfTurn?: boolean
}

export function AssistantMessage({ message, lastOfTurn = false }: AssistantMessageProps) {
  const drawn = useRef<HTMLDivElement>(null)
  return (
    <div ref={drawn} className={styles['message']} data-message>
      {messageParts(message).map((part, index) => (
        // The parts of a committed message keep their places.
        <Part key={part.type === 'step' ? part.use.id : index} part={part} message={message} />
      ))}
      <AnswerChanges message={message} />
      {lastOfTurn && <AssistantToolbar message={message} drawn={drawn} />}
    </div>
  )
}

function Part({ part, message }: { readonly part: MessagePart; readonly message: Message }) {
  switch (part.type) {
    case 'text':
      return <Markdown text={part.text} />
    case 'thinking':
      return <ThinkingLine text={part.thinking} ms={part.ms} />
    case 'step':
      return (
        <StepLine
          use={part.use}
          result={part.result}
          messageId={message.id}
          turnId={message.turnId}
          conversationId={message.conversationId}
        />
      )
    case 'attachment':
    case 'envelope':
    case 'notice':
    case 'divider':
      return null
  }
}
