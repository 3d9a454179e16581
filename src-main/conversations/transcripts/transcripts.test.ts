import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageText } from '../../../src-shared/domain/message.ts'
import { createBlobStore, type FileBlobs } from '../../store/blob-store.ts'
import { createEmptying } from '../../store/emptying.ts'
import { createTestCore, type TestCore } from '../../testing/test-core.ts'
import { keepAttachment } from '../attachments/keep-attachment.ts'
import { makeFullConversation, onePixel } from '../testing/full-conversation.ts'
import { createTranscriptDesk, type TranscriptDesk } from './transcript-desk.ts'

interface Place {
  readonly core: TestCore
  readonly blobs: FileBlobs
  readonly desk: TranscriptDesk
}

let folder: string
let here: Place
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-transcripts-'))
  here = placeIn('here')
})
afterEach(async () => {
  await here.desk.stop()
  here.core.close()
  rmSync(folder, { recursive: true, force: true })
})

function placeIn(name: string, connections: readonly string[] = ['known']): Place {
  const core = createTestCore()
  const blobs = createBlobStore(join(folder, name), core.ids)
  const desk = createTranscriptDesk(core, {
    blobs,
    keep: (given) => keepAttachment(given, { blobs, clock: core.clock }),
    hasConnection: (id) => connections.includes(id),
    empty: createEmptying(core).empty,
    defaultConnection: () => 'default',
    whyNotWrite: (path) =>
      path.startsWith(join(realpathSync(folder), name, 'a')) ? `${path} is protected` : null,
  })
  return { core, blobs, desk }
}

async function makeFull(): Promise<string> {
  const { core, blobs } = here
  const picture = await keepAttachment({ name: 'dot.png', bytes: onePixel }, { blobs, clock: core.clock })
  return core.unitOfWork.run(() => makeFullConversation(core, picture))
}
const file = (name: string): string => join(folder, name)
const exported = async (place: Place, id: string, name: string): Promise<string> => {
  await place.desk.export(id, 'json', file(name))
  return readFileSync(file(name), 'utf8')
}

/** The file of a conversation that was imported, without the line that says so. */
function withoutLine(text: string): string {
  const value = JSON.parse(text) as { messages: object[] }
  return JSON.stringify({ ...value, messages: value.messages.slice(1) })
}

/** The same file with every id and number of order as the how-manieth of its kind it is. */
function normal(text: string): unknown {
  const known = new Map<string, string>()
  const parsed = JSON.parse(text) as Record<string, unknown>
  const messages = parsed['messages'] as { seq: number }[]
  const seqs = messages.map(({ seq }) => seq)
  const turns = parsed['turns'] as { ended: number | null }[]
  const ends = turns.flatMap(({ ended }) => ended ?? []).toSorted((a, b) => a - b)
  const rename = (id: string): string => {
    const name = known.get(id) ?? `#${known.size}`
    known.set(id, name)
    return name
  }
  const isId =
    /^(id|sessionId|turnId|parentId|forkId|summaryOf|session|replyTo|chosenId|messageId|coversSession|key|long)$/
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string' && isId.test(key)) return rename(value)
    if (typeof value === 'number' && /^(seq|parentSeq|messageSeq)$/.test(key))
      return seqs.findLastIndex((seq) => seq <= value)
    if (typeof value === 'number' && /^(ended|coversEnded)$/.test(key))
      return ends.findLastIndex((end) => end <= value)
    if (key === 'coversTurns')
      return (value as [string, number][]).map(([id, seq]) => [rename(id), visit(seq, 'seq')])
    if (key === 'exportedAt' || key === 'updatedAt') return 0
    if (Array.isArray(value)) return value.map((each) => visit(each, ''))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visit(each, name)]))
    return value
  }
  return visit(parsed, '')
}

/** What an export says that an import cannot: it ran, and pointed to things of its own place. */
function asImported(text: string, at: number): string {
  const value = JSON.parse(text) as {
    turns: { status: string; endedAt: number | null; ended: number | null }[]
    messages: { content: { type: string; runId?: null | string; scheduleId?: null | string }[] }[]
  }
  const last = Math.max(...value.turns.map(({ ended }) => ended ?? 0))
  for (const turn of value.turns)
    if (turn.endedAt === null) Object.assign(turn, { status: 'cancelled', endedAt: at, ended: last + 1 })
  for (const { content } of value.messages)
    for (const block of content)
      if (block.type === 'notice') Object.assign(block, { runId: null, scheduleId: null })
  return JSON.stringify(value)
}

describe('import of an export', () => {
  it('gives the same conversation', async () => {
    const id = await makeFull()
    const before = await exported(here, id, 'a.json')
    const copy = await here.desk.import(file('a.json'))
    expect(copy).toMatchObject({ title: 'Everything', titleBy: 'model', kind: 'chat', unread: false })
    const after = await exported(here, copy.id, 'b.json')
    expect(normal(withoutLine(after))).toEqual(normal(asImported(before, here.core.clock.now())))
    const shown = (of: string): string[] =>
      here.core.stores.threads
        .page(of, null, 500)
        .messages.map(
          ({ role, content }) =>
            `${role}: ${messageText(content)} ${content.map((block) => block.type).join(' ')}`,
        )
    expect(shown(copy.id)).toEqual(['divider:  divider', ...shown(id)])
    expect(shown(copy.id)).not.toContain('user: and <!-- now text')
    expect(here.core.stores.conversations.list('chat')).toHaveLength(2)
  })

  it('brings the files and the whole of long results to another place', async () => {
    const id = await makeFull()
    await exported(here, id, 'a.json')
    const there = placeIn('there', [])
    try {
      const copy = await there.desk.import(file('a.json'))
      const { messages } = there.core.stores.threads.page(copy.id, null, 500)
      const sent = messages.flatMap(({ content }) => content).find((block) => block.type === 'attachment')
      expect(sent).toMatchObject({ attachment: { name: 'dot.png', mediaType: 'image/png' } })
      expect(await there.blobs.read(sent?.type === 'attachment' ? sent.attachment.blob : '')).toEqual(
        onePixel,
      )
      const calling = messages.find(({ content }) => content.some((block) => block.type === 'tool_use'))
      const whole = there.core.stores.toolCalls.whole(calling?.id ?? '', 'c1')
      expect(whole).toBe(here.core.stores.toolCalls.whole('m2', 'c1'))
      // What is not known there is what a new conversation has there.
      expect(there.core.stores.sessions.current(copy.id)).toMatchObject({
        connectionId: 'default',
        model: null,
      })
    } finally {
      await there.desk.stop()
      there.core.close()
    }
  })

  it('brings no folder, no permission and no word of the user’s', async () => {
    const id = await makeFull()
    const text = await exported(here, id, 'a.json')
    expect(text).not.toContain('secret-project')
    const copy = await here.desk.import(file('a.json'))
    expect(copy).toMatchObject({ permission: 'ask', workingDirectory: null, scheduleId: null, tools: {} })
    expect(here.core.stores.messages.userTexts(id, 'look at')).toHaveLength(1)
    expect(here.core.stores.messages.userTexts(copy.id, 'look at')).toEqual([])
    const [read] = here.core.stores.sessions.list(copy.id).toReversed()
    expect(here.core.stores.toolCalls.sourcesOfSession(read?.id ?? '')).toContainEqual({
      kind: 'web',
      name: 'an imported conversation',
    })
  })

  it('takes the file also as another program would have laid it out', async () => {
    const id = await makeFull()
    const text = await exported(here, id, 'a.json')
    writeFileSync(file('pretty.json'), `\u{feff}${JSON.stringify(JSON.parse(text), null, 4)}`)
    const copy = await here.desk.import(file('pretty.json'))
    expect(normal(withoutLine(await exported(here, copy.id, 'b.json')))).toEqual(
      normal(asImported(text, here.core.clock.now())),
    )
  })
})

describe('a file that is not one of ours is refused in words, and nothing of it is left, when', () => {
  const good = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await exported(here, await makeFull(), 'a.json')) as Record<string, unknown>
  const cases: Readonly<Record<string, (text: Record<string, unknown>) => string | Buffer>> = {
    'no JSON': () => 'Hello.',
    'an empty file': () => '',
    'other JSON': () => '{"a":[1,2,3]}',
    'a list': () => '[]',
    'no text': () => onePixel,
    'half a file': (text) => JSON.stringify(text).slice(0, -200),
    'a later version': (text) => JSON.stringify({ ...text, version: 2 }),
    'a message of no kind': (text) =>
      JSON.stringify({ ...text, messages: [...(text['messages'] as object[]), { id: 'x' }] }),
    'the same message twice': (text) =>
      JSON.stringify({
        ...text,
        messages: [...(text['messages'] as object[]), ...(text['messages'] as object[])],
      }),
    'a turn of no session': (text) => JSON.stringify({ ...text, sessions: [] }),
    'a file with other bytes': (text) =>
      JSON.stringify({
        ...text,
        files: (text['files'] as object[]).map((each) => ({ ...each, base64: 'AAAA' })),
      }),
    'versions of a session that hang on themselves': (text) =>
      withFork(text, (session) => ({ ...session, forkId: 'ring' })),
    'a version that is a part of none': (text) => withFork(text, (session) => session, 'elsewhere'),
    'depths without end': (text) => `${JSON.stringify(text).slice(0, -1)},"more":${'['.repeat(10_000)}`,
  }
  /** The last session as one that parts at its beginning. */
  function withFork(
    text: Record<string, unknown>,
    change: (session: Record<string, unknown>) => Record<string, unknown>,
    chosenId?: string,
  ): string {
    const sessions = text['sessions'] as Record<string, unknown>[]
    const last = sessions.at(-1) ?? {}
    const fork = { id: 'ring', sessionId: last['id'], seq: 1, chosenId: chosenId ?? last['id'] }
    return JSON.stringify({ ...text, sessions: [...sessions.slice(0, -1), change(last)], forks: [fork] })
  }
  for (const [what, make] of Object.entries(cases))
    it(`it is ${what}`, async () => {
      writeFileSync(file('bad.json'), make(await good()))
      await expect(here.desk.import(file('bad.json'))).rejects.toMatchObject({
        code: 'bad_input',
        message: expect.stringMatching(/no conversation that Dormouse exported/),
      })
      expect(here.core.stores.conversations.list('chat')).toHaveLength(1)
      expect(here.core.stores.conversations.hidden()).toEqual([])
    })

  it('there is no file at all, a folder, or half a path', async () => {
    for (const path of [file('none.json'), folder, 'a.json'])
      await expect(here.desk.import(path)).rejects.toMatchObject({ code: 'bad_input' })
  })
})

it('a file whose picture is no picture keeps the name of it', async () => {
  const text = await exported(here, await makeFull(), 'a.json')
  const value = JSON.parse(text) as Record<string, unknown>
  writeFileSync(file('b.json'), JSON.stringify({ ...value, files: [] }))
  const copy = await here.desk.import(file('b.json'))
  const [, first] = here.core.stores.threads.page(copy.id, null, 500).messages
  expect(first?.content[0]).toMatchObject({ type: 'text', text: expect.stringContaining('dot.png') })
})

it('an export replaces the file whole or not at all', async () => {
  const id = await makeFull()
  writeFileSync(file('a.json'), 'old')
  await expect(here.desk.export(id, 'json', join(folder, 'none', 'a.json'))).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining('There is no folder'),
  })
  await expect(here.desk.export(id, 'json', 'a.json')).rejects.toMatchObject({ code: 'bad_input' })
  await exported(here, id, 'a.json')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(here.desk.fileName(id, 'markdown')).toBe('Everything.md')
})

it('an export goes to no place that is protected, also not through a link', async () => {
  const id = await makeFull()
  mkdirSync(file('here'), { recursive: true })
  symlinkSync(file('here'), file('link'))
  for (const path of [join(folder, 'here', 'a.json'), join(folder, 'link', 'a.json')])
    await expect(here.desk.export(id, 'json', path)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('is protected, so no conversation is written there'),
    })
  expect(readdirSync(file('here'))).not.toContain('a.json')
})

it('an export takes a name as long as names may be, and refuses others in words', async () => {
  const id = await makeFull()
  await here.desk.export(id, 'json', file(`${'語'.repeat(80)}.json`))
  for (const name of [`${'x'.repeat(300)}.json`, 'a\0.json'])
    await expect(here.desk.export(id, 'json', file(name))).rejects.toMatchObject({ code: 'bad_input' })
})

it('times of a file that cannot be are brought to when things can be said', async () => {
  const text = await exported(here, await makeFull(), 'a.json')
  const value = JSON.parse(text) as { messages: { at: number }[] }
  const [first, second] = value.messages
  Object.assign(first ?? {}, { at: -62_000_000_000_000 })
  Object.assign(second ?? {}, { at: 253_000_000_000_000 })
  writeFileSync(file('b.json'), JSON.stringify(value))
  const copy = await here.desk.import(file('b.json'))
  const times = here.core.stores.transcripts.messages(copy.id, 0, Infinity, 3).map(({ at }) => at)
  expect(times.slice(1)).toEqual([0, here.core.clock.now()])
})

it('as Markdown it reads as it was said, and nothing in it swallows the rest', async () => {
  const id = await makeFull()
  await here.desk.export(id, 'markdown', file('a.md'))
  expect(readFileSync(file('a.md'), 'utf8')).toMatchInlineSnapshot(`
    "# Everything

    Begun 2026-11-21 09:00, exported from Dormouse 2026-11-21 09:00 (UTC).

    ## You · 2026-11-21 09:00

    - Attached: \`dot.png\` (70 bytes)

    look at this

    ## Assistant (claude-x) · 2026-11-21 09:00

    Looking.

    - \`Read a.txt\`
    - \`fetch\` (failed)
      - Attached: \`dot.png\` (70 bytes)

    Done.
    \`\`\`js
    let open = 1
    \`\`\`

    ---

    *2026-11-21 09:00*

    > **Report**
    >
    > All well.

    ## You · 2026-11-21 09:00

    and then?

    ---

    > Summarised.

    ## Assistant (claude-x) · 2026-11-21 09:00

    Then this.

    ## You · 2026-11-21 09:00

    yes, do it

    ## You · 2026-11-21 09:00

    still to come

    ---

    > New session.
    "
  `)
})
