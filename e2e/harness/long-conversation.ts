import { systemClock } from '../../src-main/platform/clock.ts'
import { silentLogger } from '../../src-main/platform/logger.ts'
import { migrations } from '../../src-main/store/migrations/migrations.ts'
import { openDatabase } from '../../src-main/store/open-database.ts'
import { createStores, type Stores } from '../../src-main/store/stores.ts'

const perDay = 200
const dayMs = 86_400_000

/** Makes the data folder of an application that is not running, or opens it, and fills it in one transaction. */
export async function fillStores(folder: string, fill: (stores: Stores) => void): Promise<void> {
  const opened = await openDatabase({ folder, migrations, clock: systemClock, logger: silentLogger })
  try {
    opened.database.transaction(() => fill(createStores(opened.database)))
  } finally {
    await opened.close()
  }
}

/** The words of a message of such a conversation, by its number; some have code or a list. */
function wordsOf(number: number): string {
  const head = `Message ${number} of a long conversation.`
  const body = 'A pause is a row, and a row outlives the process that wrote it. '.repeat((number % 7) + 1)
  if (number % 10 === 5)
    return `${head}\n\n\`\`\`ts\nexport const step${number} = (value: number): number => value * ${number}\n\`\`\`\n\n${body}`
  if (number % 10 === 9) return `${head}\n\n- **one**: ${body}\n- two with \`code\`\n- three`
  return `${head} ${body}`
}

/** A chat with so many messages, from the user and the assistant in turn, numbered from 1. Returns its id. */
export function addLongConversation(stores: Stores, title: string, messages: number): string {
  const id = `conversation-${title}`
  const now = systemClock.now()
  stores.conversations.insert({
    id,
    kind: 'chat',
    title,
    scheduleId: null,
    workingDirectory: null,
    permission: 'ask',
    tools: {},
    createdAt: now,
    updatedAt: now,
  })
  for (let number = 1; number <= messages; number++)
    addWords(stores, id, {
      id: `message-${title}-${number}`,
      role: number % 2 === 1 ? 'user' : 'assistant',
      text: wordsOf(number),
      at: now - ((messages - number) / perDay) * dayMs,
    })
  return id
}

interface Words {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly at?: number
}

/** A message of no turn at the end of a conversation. */
export function addWords(stores: Stores, conversationId: string, words: Words): void {
  const { id, role, text, at = systemClock.now() } = words
  const content = [{ type: 'text' as const, text }]
  stores.messages.insert({ id, conversationId, sessionId: null, turnId: null, at, role, content })
}
