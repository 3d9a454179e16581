import type { Message } from '../../src-shared/domain/message.ts'
import { messageText } from '../../src-shared/domain/message.ts'
import { AssistantMessage } from './assistant-message.tsx'
import { DividerLine } from './divider-line.tsx'
import { EnvelopeCard } from './envelope-card.tsx'
import { NoticeCard } from './notice-card.tsx'
import { ScheduleCard } from './schedule-card.tsx'
import { UserMessage } from './user-message.tsx'

interface MessageViewProps {
  readonly message: Message
  readonly queued: boolean
}

/** One committed message, by its role. */
export function MessageView({ message, queued }: MessageViewProps) {
  switch (message.role) {
    case 'divider': {
      const block = message.content.find((one) => one.type === 'divider')
      return <DividerLine text={block?.text ?? 'New session'} />
    }
    case 'notice': {
      const block = message.content.find((one) => one.type === 'notice')
      if (!block) return null
      if (block.kind === 'schedule' && block.scheduleId !== null)
        return <ScheduleCard message={message} notice={block} scheduleId={block.scheduleId} />
      return <NoticeCard message={message} notice={block} />
    }
    case 'assistant':
      return <AssistantMessage message={message} />
    case 'user': {
      const envelope = message.content.find((one) => one.type === 'envelope')
      if (envelope) return <EnvelopeCard envelope={envelope} at={message.at} />
      return (
        <UserMessage
          text={messageText(message.content)}
          conversationId={message.conversationId}
          answers={message.answers}
          replyTo={message.replyTo}
          at={message.at}
          note={queued ? 'Queued: it is next' : null}
        />
      )
    }
  }
}
