import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import type { DividerReason, Message } from '../../../src-shared/domain/message.ts'
import { type BranchWorld, emptyBranchWorld } from '../branch-world.ts'
import { conversationRow, messageRow, sessionRow, textBlocks, turnRow } from '../rows.ts'
import type { World } from '../world.ts'
import { hour, minute } from './times.ts'

const chat = 'c-balcony'

/** A balcony at dusk, 64 by 44. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAsCAIAAABaPSmoAAAAb0lEQVR42u3XsQ2AMAwEQE9FyxhMwGYUMBg9I0APImkQsXLS19ZfZTu29UidAAAAAAC4si/TPTkAj9XrGdF4+6IB4Pv27wYAAACAfgEWmVvINeqhAQAAyA8Y56GYmkF/zQEAAOgB0HIAAAAAAPoGnAT1LGS4jSBQAAAAAElFTkSuQmCC'
const photo: Attachment = {
  kind: 'image',
  mediaType: 'image/png',
  blob: 'a'.repeat(64),
  bytes: 168,
  name: 'balcony at dusk.png',
}
const rules: Attachment = {
  kind: 'document',
  mediaType: 'application/pdf',
  blob: 'b'.repeat(64),
  bytes: 412_340,
  name: 'House rules of the Lindenstrasse, with all the annexes of 2024.pdf',
}

const log = Array.from(
  { length: 4000 },
  (_, line) => `2026-11-${String((line % 30) + 1).padStart(2, '0')} frost ${line % 7 === 0 ? 'yes' : 'no'}`,
).join('\n')

type Versions = Pick<World, 'conversations' | 'messages' | 'sessions' | 'turns'> & {
  readonly branchWorld: BranchWorld
}

/** A chat with versions, files, a long result and dividers of every kind; and a message that waits. See full-world.ts. */
export function fullVersions(now: number): Versions {
  const ago = (ms: number): number => now - ms
  const inChat = (id: string, row: Partial<Message>): Message =>
    messageRow({ id, conversationId: chat, sessionId: 'bs-1', ...row })
  const divider = (id: string, at: number, sessionId: string, reason: DividerReason, text: string) =>
    inChat(id, { at, sessionId, role: 'divider', content: [{ type: 'divider', reason, text }] })
  const said = (id: string, at: number, row: Partial<Message>, text: string) =>
    inChat(id, { at, content: textBlocks(text), ...row })

  const first = said(
    'b-5',
    ago(3 * hour),
    { turnId: 'bt-2', sessionId: 'bs-1' },
    'And what would grow in the shade of the wall?',
  )
  const firstAnswer = said(
    'b-6',
    ago(3 * hour) + minute,
    { turnId: 'bt-2', role: 'assistant', model: 'claude-sonnet-4-5' },
    'Ferns and ivy do well there.',
  )
  const second = said(
    'b-7',
    ago(2 * hour),
    { turnId: 'bt-3', sessionId: 'bs-2' },
    'And what would grow in the shade of the wall, without climbing on it?',
  )
  const messages: Message[] = [
    inChat('b-1', {
      at: ago(4 * hour),
      turnId: 'bt-1',
      content: [
        ...textBlocks('This is the balcony, and these are the rules of the house. What may I plant?'),
        { type: 'attachment', attachment: photo },
        { type: 'attachment', attachment: rules },
      ],
    }),
    inChat('b-2', {
      at: ago(4 * hour) + minute,
      turnId: 'bt-1',
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [
        {
          type: 'thinking',
          thinking: 'The balcony faces west. I should look at the frost of last year first.',
          signature: '',
          ms: 6400,
        },
        {
          type: 'tool_use',
          id: 'bu-1',
          name: 'read_file',
          input: { path: 'frost.log' },
          label: 'Read frost.log',
        },
        {
          type: 'tool_result',
          toolUseId: 'bu-1',
          content: `${log.slice(0, 600)}\n\n… 80 KB left out …\n\n${log.slice(-300)}`,
          isError: false,
          wholeBytes: log.length,
          startedAt: ago(4 * hour),
          endedAt: ago(4 * hour) + 1400,
        },
        ...textBlocks(
          'Anything in pots that stays below the railing. **Thyme** and **lavender** like the evening sun.',
        ),
      ],
    }),
    divider(
      'b-3',
      ago(3.5 * hour),
      'bs-1',
      'model',
      'From here on claude-haiku-4-5 answers. Thinking of other models is left out.',
    ),
    divider(
      'b-4',
      ago(3.2 * hour),
      'bs-1',
      'compacted',
      'What was said so far was summarised, so that it fits. It stays here and in the search.',
    ),
    second,
    said(
      'b-8',
      ago(2 * hour) + minute,
      { turnId: 'bt-3', sessionId: 'bs-2', role: 'assistant', model: 'claude-haiku-4-5' },
      'Then take *ferns*, in a box of their own.',
    ),
    divider(
      'b-9',
      ago(hour),
      'bs-3',
      'model-incompatible',
      'New session with qwen3:14b, which takes 32,000 tokens: the session before holds 41,000.',
    ),
    divider('b-10', ago(50 * minute), 'bs-2', 'resumed', 'Back in the session of “And what would grow…”'),
    divider(
      'b-11',
      ago(40 * minute),
      'bs-4',
      'forked',
      'New session from the message “Anything in pots that stays below the railing.”',
    ),
    divider(
      'b-12',
      ago(30 * minute),
      'bs-5',
      'requested',
      'New session, as you asked. It begins with a summary of the one before.',
    ),
    said('b-13', ago(29 * minute), { turnId: 'bt-4', sessionId: 'bs-5' }, 'How many boxes do I need?'),
    said(
      'b-14',
      ago(28 * minute),
      { turnId: 'bt-4', sessionId: 'bs-5', role: 'assistant', model: 'claude-haiku-4-5' },
      'Three of 60 cm, so that 20 cm stay free at the door.',
    ),
    messageRow({
      id: 'm-g2',
      conversationId: 'c-garden',
      at: ago(20_000),
      turnId: 't-garden-2',
      content: textBlocks('And which of them come back next year?'),
    }),
  ]
  const session = (id: string, before: number, row: Parameters<typeof sessionRow>[0] | object) =>
    sessionRow({
      id,
      conversationId: chat,
      connectionId: 'environment',
      model: 'claude-haiku-4-5',
      createdAt: ago(before),
      ...row,
    })
  return {
    conversations: [
      conversationRow({
        id: chat,
        title: 'Plants for the balcony',
        createdAt: ago(4 * hour),
        updatedAt: ago(28 * minute),
      }),
    ],
    messages,
    sessions: [
      session('bs-1', 4 * hour, { model: 'claude-haiku-4-5' }),
      session('bs-2', 2 * hour, { reason: 'edited', parentId: 'bs-1' }),
      session('bs-3', hour, { reason: 'model-incompatible', connectionId: 'local', model: 'qwen3:14b' }),
      session('bs-4', 40 * minute, { reason: 'forked', parentId: 'bs-1' }),
      session('bs-5', 30 * minute, {
        reason: 'requested',
        summary: 'Pots below the railing are allowed. Thyme and lavender in the sun, ferns in the shade.',
      }),
    ],
    turns: [
      turnRow({ id: 't-garden-2', conversationId: 'c-garden', queuedAt: ago(20_000) }, { status: 'queued' }),
    ],
    branchWorld: {
      ...emptyBranchWorld(),
      forks: [
        {
          id: 'bf-1',
          conversationId: chat,
          chosen: 1,
          ways: [
            { sessionId: 'bs-1', messages: [first, firstAnswer] },
            { sessionId: 'bs-2', messages: [second] },
          ],
        },
      ],
      blobs: new Map([[photo.blob, picture]]),
      results: new Map([['bu-1', log]]),
      contexts: new Map([[chat, { tokens: 121_400, window: 200_000, compactsAt: 160_000 }]]),
      incompatible: new Map([
        ['qwen3:14b', 'It takes 32,000 tokens, and this session holds 121,000 of them.'],
      ]),
    },
  }
}
