import { createHold, type Hold } from '../../src-main/models/practice/hold.ts'
import { calls, says } from '../../src-main/models/practice/replies.ts'
import type { ScriptedModel } from '../../src-main/models/practice/scripted-responder.ts'
import { makePdf } from '../../src-main/turns/tools/files/testing/make-pdf.ts'
import type { ControlClient } from '../harness/control-client.ts'
import { turnsEnded } from '../harness/turn-ended.ts'
import { drawnPicture } from './drawn-picture.ts'

const plan = `Two days are enough for the old town and the river:

| Day | Morning | Evening |
| --- | --- | --- |
| Saturday | Alfama, by tram 28 | Fado in a small place |
| Sunday | Belém, with the tower | Sunset from Graça |

The tram costs about $3.20 a ride, a day pass $6.80: it pays from the third ride, as $3 \\cdot 3.20 > 6.80$.

\`\`\`ts
const rides = 3
const single = 3.2 * rides // 9.60
\`\`\`

- [x] Flights
- [ ] A table for Saturday`

const otherPlan = `Three days leave room for **Sintra**: the first train goes at 8:01, and before ten the palaces are quiet.

1. Friday: Alfama and the tram
2. Saturday: Sintra
3. Sunday: Belém, then the sunset from Graça`

const drawing = `Like this:

\`\`\`mermaid
flowchart LR
  a[Airport] --> b[Rossio]
  b -->|train| c[Sintra]
  b -->|tram 28| d[Graça]
\`\`\``

export interface ChatScenes {
  /** The chat with versions, pictures and dividers. */
  readonly trip: string
  /** The chat whose turn stands still, with messages that wait. */
  readonly busy: string
  readonly held: Hold
  /** Reached with a window that is too small for the trip. */
  readonly small: string
  /** Reached with a window that is large enough. */
  readonly other: string
}

const pdf = Buffer.from(makePdf(['Boarding pass, LIS'])).toString('base64')

/** What conversations can hold, and a sidebar with everything in it. */
export async function furnishChats(control: ControlClient, model: ScriptedModel): Promise<ChatScenes> {
  await control.call('settings.set', { welcomed: true, keysWithoutKeyring: 'memory' })
  const reached = { baseUrl: model.url, key: model.key }
  const small = await control.call('connections.add', {
    name: 'On this computer',
    defaultModel: 'qwen3:8b',
    contextTokens: 20_000,
    ...reached,
  })
  const other = await control.call('connections.add', {
    name: 'At work',
    defaultModel: 'claude-opus-5',
    contextTokens: 150_000,
    ...reached,
  })
  const folder = async (name: string) => (await control.call('folders.create', { name })).id
  const household = await folder('Household')
  const work = await folder('Work')
  const chat = async (title: string) => (await control.call('conversations.create', { title })).id
  const put = async (title: string, folderId: string): Promise<void> => {
    await control.call('conversations.move', { id: await chat(title), folderId })
  }
  await put('Tax papers 2025', household)
  await put('Sourdough that rises', household)
  await put('Release notes for the very long list of changes of this autumn', work)
  await control.call('conversations.archive', { id: await chat('Old laptop'), archived: true })
  await control.call('conversations.markUnread', { id: await chat('Birthday present for Ada'), unread: true })
  await control.call('conversations.markUnread', { id: await chat('رحلة إلى لشبونة'), unread: false })
  const trip = await chat('A weekend in Lisbon')
  const busy = await chat('Moving the mail')
  await control.call('conversations.pin', { id: trip, pinned: true })

  const usage = { input_tokens: 90_000 }
  model.add(
    {
      when: 'two days in Lisbon',
      reply: {
        content: [
          {
            type: 'thinking',
            thinking: 'Two days: the old town and the river.\nTrams are part of it.',
            signature: 's',
          },
          { type: 'text', text: plan },
        ],
        usage,
      },
    },
    { when: 'three days in Lisbon', reply: says(otherPlan, { usage }) },
    { when: 'Draw me', reply: says(drawing, { usage }) },
  )
  const said = async (conversationId: string, text: string): Promise<void> => {
    await control.call('conversations.send', { conversationId, text })
    await turnsEnded(control, conversationId)
  }
  const attachments = [
    await control.call('attachments.put', { name: 'view from the window.png', data: drawnPicture() }),
    await control.call('attachments.put', { name: 'boarding pass.pdf', data: pdf }),
  ]
  await control.call('conversations.send', {
    conversationId: trip,
    text: 'This is the view. What do we do with two days in Lisbon?',
    attachments,
  })
  await turnsEnded(control, trip)
  const { messages } = await control.call('conversations.messages', { conversationId: trip })
  const first = messages.find(({ role }) => role === 'user')
  await control.call('messages.edit', {
    id: first?.id ?? '',
    text: 'This is the view. What do we do with three days in Lisbon?',
  })
  await turnsEnded(control, trip)
  await control.call('sessions.switchModel', { conversationId: trip, connectionId: other.id })
  await said(trip, 'Draw me the ways.')

  const held = createHold(14)
  model.add(
    { when: 'move my mail', reply: calls('I look at what is there.', ['list_directory', {}]) },
    {
      when: 'move my mail',
      reply: says(
        'There are three boxes. I begin with the smallest one, so that what goes wrong is known after a minute',
        { hold: held },
      ),
    },
    { always: true, when: 'move my mail', reply: says('Done: the three boxes are moved.') },
  )
  await control.call('conversations.send', { conversationId: busy, text: 'Help me move my mail.' })
  await held.reached
  await control.call('conversations.send', { conversationId: busy, text: 'Keep the old boxes, please.' })
  return { trip, busy, held, small: small.id, other: other.id }
}
