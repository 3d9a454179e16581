import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Block } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { faults } from '../models/practice/faults.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { makePdf } from '../turns/tools/files/testing/make-pdf.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', {})).id
})
afterEach(() => resident.end())

const say = async (text: string, attachments: Attachment[] = []): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text, attachments })).turnId
const lastRequest = (): MessagesRequest => {
  const request = resident.model.requests.at(-1)
  if (!request) throw new Error('no model was called')
  return request
}
/** The kinds of blocks in the last request beside text; those that the test server has no use for by their own names. */
const kinds = (): string[] =>
  lastRequest().messages.flatMap(({ content }) =>
    content
      .map((block) => (block.type === 'other' ? block.of : block.type))
      .filter((kind) => kind !== 'text'),
  )
const blocks = async (): Promise<Block[]> => {
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  return messages.flatMap(({ content }) => content)
}

const png = (): Buffer => {
  const image = Buffer.alloc(100)
  image.write('89504e470d0a1a0a0000000d49484452', 'hex')
  image.writeUInt32BE(4, 16)
  image.writeUInt32BE(3, 20)
  return image
}
const put = (name: string, bytes: Buffer): Promise<Attachment> =>
  resident.call('attachments.put', { name, data: bytes.toString('base64') })

describe('attachments', () => {
  it('what the user attaches reaches the model, now and in every follow-up, also after a restart', async () => {
    resident.model.add({ reply: says('A cat.') }, { reply: says('Grey.') })
    const attached = [await put('cat.png', png()), await put('a.pdf', makePdf(['Hello']))]
    await resident.turnIs(await say('What is it?', attached), 'succeeded')
    expect(kinds()).toEqual(['image', 'document'])
    expect(wholeText(lastRequest())).toContain('[Picture cat.png, 100 bytes:]')
    expect((await blocks()).filter(({ type }) => type === 'attachment')).toEqual(
      attached.map((attachment) => ({ type: 'attachment', attachment })),
    )
    expect(await resident.call('attachments.read', { blob: attached[0]?.blob ?? '' })).toEqual({
      data: png().toString('base64'),
    })
    await resident.restart()
    await resident.turnIs(await say('Which colour?'), 'succeeded')
    expect(kinds()).toEqual(['image', 'document'])
  })

  it('what a server refused once is not sent to it again, also after a restart, until its connection is changed', async () => {
    const { id } = await resident.call('connections.add', {
      name: 'Local',
      baseUrl: resident.model.url,
      key: resident.model.key,
      defaultModel: 'local-model',
    })
    await resident.call('settings.set', { defaultConnectionId: id })
    chat = (await resident.call('conversations.create', {})).id
    const refused = faults.status(400, 'invalid_request_error', 'This model does not support image input')
    resident.model.add({ reply: refused }, { reply: says('I see words.') })
    await resident.turnIs(await say('What is it?', [await put('cat.png', png())]), 'succeeded')
    await resident.restart()
    resident.model.add({ reply: says('Still.') })
    await resident.turnIs(await say('And now?'), 'succeeded')
    expect(resident.model.requests).toHaveLength(3)
    expect(kinds()).toEqual([])
    expect(wholeText(lastRequest())).toContain(
      '[Picture cat.png, 100 bytes: this model cannot see pictures.]',
    )
    await resident.call('connections.update', { id, name: 'Local with eyes' })
    resident.model.add({ reply: says('A cat.') })
    await resident.turnIs(await say('And now?'), 'succeeded')
    expect(kinds()).toEqual(['image'])
  })

  it('a model that takes none is told what is there, and the user is told so before', async () => {
    resident.model.add({ reply: says('A cat.') }, { reply: says('I cannot see it.') })
    await resident.turnIs(await say('What is it?', [await put('cat.png', png())]), 'succeeded')
    const wish = { conversationId: chat, model: 'claude-2.1' }
    const sentence = '1 picture stays in the conversation; this model cannot see it.'
    expect(await resident.call('sessions.check', wish)).toMatchObject({ kept: true, converted: [sentence] })
    expect(await resident.call('sessions.switchModel', wish)).toMatchObject({ kept: true })
    await resident.turnIs(await say('Which colour?'), 'succeeded')
    expect(kinds()).toEqual([])
    expect(wholeText(lastRequest())).toContain(
      '[Picture cat.png, 100 bytes: this model cannot see pictures.]',
    )
  })

  it('what was never kept is refused, and nothing is sent', async () => {
    const invented = { ...(await put('cat.png', png())), blob: 'a'.repeat(64) }
    await expect(say('What is it?', [invented])).rejects.toThrow(
      '“cat.png” is not kept any more. Attach it again.',
    )
    await expect(put('a.txt', Buffer.from('hello'))).rejects.toThrow('bad_input: It is no picture')
    expect(await blocks()).toEqual([])
  })
})

describe('a long result', () => {
  const whole = Array.from({ length: 1500 }, (_, i) => `line ${i} of a long file with €`).join('\n')
  const toolNames = (): string[] => lastRequest().tools.map(({ name }) => name)
  beforeEach(() => {
    const folder = join(resident.dataDir, 'workspace')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'long.txt'), whole)
  })

  it('is kept whole, told shortened, and read on in the next turn, also after a restart', async () => {
    resident.model.add({ reply: calls(['read_file', { path: 'long.txt' }]) }, { reply: says('It is long.') })
    await resident.turnIs(await say('Read it.'), 'succeeded')
    expect(toolNames()).toContain('read_result')
    expect(resident.model.requests[0]?.tools.map(({ name }) => name)).not.toContain('read_result')
    const told = wholeText(lastRequest())
    expect(told).not.toContain('line 1000 ')
    const [, handle = '', offset = ''] = /handle "([^"]+)", offset (\d+)/.exec(told) ?? []

    await resident.restart()
    const piece = { handle, offset: Number(offset) + 10_000, limit: 20_000 }
    resident.model.add({ reply: calls(['read_result', piece]) }, { reply: says('Line 1000.') })
    await resident.turnIs(await say('What is in the middle?'), 'succeeded')
    expect(wholeText(lastRequest())).toContain('line 1000 ')

    const [, result] = (await blocks()).filter(({ type }) => type === 'tool_use' || type === 'tool_result')
    if (result?.type !== 'tool_result') throw new Error('no result is shown')
    expect(result.wholeBytes).toBeGreaterThan(32 * 1024)
    expect(Buffer.byteLength(result.content)).toBeLessThan(32 * 1024)
    expect((await readWhole(chat)).endsWith(whole)).toBe(true)
  })

  it('is that of a command too, and stays when the file of its output is gone, in an export as well', async () => {
    await resident.call('conversations.setPermission', { id: chat, permission: 'full' })
    await resident.call('conversations.setWorkingDirectory', {
      id: chat,
      workingDirectory: join(resident.dataDir, 'workspace'),
    })
    resident.model.add(
      { reply: calls(['run_command', { command: `printf 'line %s of the output\\n' {1..4000}` }]) },
      { reply: says('It is long.') },
    )
    await resident.turnIs(await say('Run it.'), 'succeeded')
    expect(wholeText(lastRequest())).not.toContain('line 2000 ')
    expect(wholeText(lastRequest())).toContain('command_output reads them')
    rmSync(join(resident.dataDir, 'outputs'), { recursive: true })
    const read = await readWhole(chat)
    expect(read).toMatch(/^Exit code 0\.\n/)
    expect(read.match(/^line \d+ of the output$/gm)).toHaveLength(4000)
    const folder = mkdtempSync(join(tmpdir(), 'dormouse-export-'))
    try {
      const path = join(folder, 'chat.json')
      await resident.call('conversations.export', { id: chat, format: 'json', path })
      const { conversation } = await resident.call('conversations.import', { path })
      expect(await readWhole(conversation?.id ?? '')).toBe(read)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  /** The whole of the only result of a conversation. */
  async function readWhole(conversationId: string): Promise<string> {
    const { messages } = await resident.call('conversations.messages', { conversationId })
    const message = messages.find(({ content }) => content.some(({ type }) => type === 'tool_result'))
    const result = message?.content.find((block) => block.type === 'tool_result')
    if (!message || result?.type !== 'tool_result') throw new Error('no result is shown')
    expect(result.wholeBytes).toBeGreaterThan(32 * 1024)
    let read = ''
    for (;;) {
      const place = { messageId: message.id, toolUseId: result.toolUseId, offset: read.length }
      const { text, nextOffset, totalLength } = await resident.call('results.read', place)
      read += text
      expect(nextOffset).toBe(read.length)
      if (nextOffset === totalLength) return read
    }
  }
})

describe('thoughts of a turn that waits', () => {
  const asks = {
    reply: {
      content: [
        { type: 'thinking', thinking: 'Let me ask.', signature: 'c2lnbmVk' },
        { type: 'tool_use', name: 'ask_user', input: { question: 'Which?' } },
      ],
    },
  } as const
  const answer = async (): Promise<void> => {
    const question = await resident.until(
      async () => (await resident.call('questions.list', { status: 'open' }))[0],
    )
    await resident.call('questions.answer', {
      id: question.id,
      answer: { kind: 'text', text: 'The second.' },
    })
  }

  it('go back to the model that had them', async () => {
    resident.model.add(asks, { reply: says('Done.') })
    const turnId = await say('Choose one.')
    await answer()
    await resident.turnIs(turnId, 'succeeded')
    expect(kinds()).toEqual(['thinking', 'tool_use', 'tool_result'])
  })

  it('are not sent to the one that the user has chosen since', async () => {
    resident.model.add(asks, { reply: says('Done.') })
    const turnId = await say('Choose one.')
    await resident.turnIs(turnId, 'waiting')
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-opus-5' })
    await answer()
    await resident.turnIs(turnId, 'succeeded')
    expect(lastRequest().model).toBe('claude-opus-5')
    expect(kinds()).toEqual(['tool_use', 'tool_result'])
  })
})
