import type { Message } from '../../../src-shared/domain/message.ts'
import { AssistantMessage } from './assistant-message.tsx'
import { DividerLine } from './divider-line.tsx'
import { EnvelopeCard } from '../notices/envelope-card.tsx'
import { NoticeCard } from '../notices/notice-card.tsx'
import { ScheduleCard } from '../notices/schedule-card.tsx'
import { SentMessage } from './sent-message.tsx'

interface MessageViewProps {
  readonly message: Message
  /** Whether it is the last one of a turn that ended. */
  readonly lastOfTurn: boolean
}

/** One committed message, by its role. */
export function MessageView({ message, lastOfTurn }: MessageViewProps) {
  switch (message.role) {
    case 'divider':
      return <DividerLine message={message} />
    case 'notice': {
      const block = message.content.find((one) => one.type === 'notice')
      if (!block) return null
      if (block.kind === 'schedule' && block.scheduleId !== null)
        return <ScheduleCard message={message} notice={block} scheduleId={block.scheduleId} />
      return <NoticeCard message={message} notice={block} />
    }
    case 'assistant':
      return <AssistantMessage message={message} lastOfTurn={lastOfTurn} />
    case 'user': {
      const envelope = message.content.find((one) => one.type === 'envelope')
      if (envelope) return <EnvelopeCard envelope={envelope} at={message.at} />
      return <SentMessage message={message} />
    }
  }
}
