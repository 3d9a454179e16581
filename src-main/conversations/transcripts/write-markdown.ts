import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import type { Message } from '../../../src-shared/domain/message.ts'
import { yieldToEvents } from '../../platform/yield-to-events.ts'
import type { Core } from '../../store/core.ts'
import { inWords, messageMarkdown } from './message-markdown.ts'

/** So many messages are read at a time: some milliseconds of work. */
const sliceSize = 50

/** The conversation as it is shown, for reading: who said what and when, in the time zone of the machine. */
export async function* writeMarkdown(
  { stores, clock }: Pick<Core, 'stores' | 'clock'>,
  conversation: Conversation,
): AsyncGenerator<string> {
  const zone = clock.timeZone()
  // Swedish writes dates as the standard does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  yield `# ${inWords(conversation.title)}\n\n`
  yield `Begun ${format.format(conversation.createdAt)}, exported from Dormouse ${format.format(clock.now())} (${zone}).\n`
  let turnId: string | null = null
  let page = stores.threads.pageAfter(conversation.id, 0, sliceSize)
  for (;;) {
    for (const message of page.messages) {
      const text = messageMarkdown(message)
      if (text === '') continue
      // One turn of the assistant is one part, however many steps it took.
      const goesOn = message.role === 'assistant' && message.turnId !== null && message.turnId === turnId
      if (!goesOn) yield `\n${headingOf(message, format.format(message.at))}\n`
      turnId = message.role === 'assistant' ? message.turnId : null
      yield `\n${text}\n`
    }
    await yieldToEvents()
    if (page.nextAfter === null) return
    page = stores.threads.pageAfter(conversation.id, page.nextAfter, sliceSize)
  }
}

/** `---` before what nobody said. */
function headingOf({ role, model }: Message, at: string): string {
  switch (role) {
    case 'user':
      return `## You · ${at}`
    case 'assistant':
      return model === undefined ? `## Assistant · ${at}` : `## Assistant (${inWords(model)}) · ${at}`
    case 'notice':
      return `---\n\n*${at}*`
    case 'divider':
      return '---'
    default:
      return role satisfies never
  }
}
