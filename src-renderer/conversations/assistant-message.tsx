import type { Message } from '../../src-shared/domain/message.ts'
import { Markdown } from '../components/markdown.tsx'
import { AnswerChanges } from './answer-changes.tsx'
import { type MessagePart, messageParts } from './message-parts.ts'
import { StepLine } from './step-line.tsx'
import { ThinkingLine } from './thinking-line.tsx'
import styles from './assistant-message.module.css'

export function AssistantMessage({ message }: { readonly message: Message }) {
  return (
    <div className={styles['message']}>
      {messageParts(message).map((part, index) => (
        // The parts of a committed message keep their places.
        <Part key={part.type === 'step' ? part.use.id : index} part={part} message={message} />
      ))}
      <AnswerChanges message={message} />
    </div>
  )
}

function Part({ part, message }: { readonly part: MessagePart; readonly message: Message }) {
  switch (part.type) {
    case 'text':
      return <Markdown text={part.text} />
    case 'thinking':
      return <ThinkingLine text={part.thinking} />
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
