import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBlobStore } from '../../store/blob-store.ts'
import { createEmptying } from '../../store/emptying.ts'
import { createTestCore, type TestCore } from '../../testing/test-core.ts'
import { createTranscriptDesk, type TranscriptDesk } from './transcript-desk.ts'
import { writeTranscript } from './write-transcript.ts'

let folder: string
let core: TestCore
let desk: TranscriptDesk
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-transcripts-'))
  core = createTestCore()
  desk = createTranscriptDesk(core, {
    blobs: createBlobStore(join(folder, 'blobs'), core.ids),
    keep: () => Promise.reject(new Error('there are no files')),
    hasConnection: () => true,
    empty: createEmptying(core).empty,
    defaultConnection: () => 'x',
    whyNotWrite: () => null,
  })
  core.stores.conversations.insert({
    id: 'c',
    kind: 'chat',
    title: 'Chat',
    scheduleId: null,
    workingDirectory: null,
    permission: 'ask',
    tools: {},
    createdAt: core.clock.now(),
    updatedAt: core.clock.now(),
  })
  session('s')
})
afterEach(async () => {
  await desk.stop()
  core.close()
  rmSync(folder, { recursive: true, force: true })
})

function session(id: string, extra: object = {}): void {
  core.stores.sessions.insert({
    id,
    conversationId: 'c',
    runtime: 'built-in',
    connectionId: 'x',
    model: null,
    workingDirectory: null,
    reason: 'first',
    createdAt: core.clock.now(),
    ...extra,
  })
}
/** Gives its place. */
function say(id: string, sessionId: string): number {
  core.stores.turns.insert({
    id: `t-${id}`,
    conversationId: 'c',
    sessionId,
    runId: null,
    lane: 'chat',
    queuedAt: 0,
  })
  core.stores.messages.insert({
    id,
    conversationId: 'c',
    sessionId,
    turnId: `t-${id}`,
    at: core.clock.now(),
    role: 'user',
    content: [{ type: 'text', text: id }],
  })
  return core.stores.transcripts.lastSeq('c')
}
function told(id: string): void {
  core.stores.messages.insert({
    id,
    conversationId: 'c',
    sessionId: null,
    turnId: null,
    at: core.clock.now(),
    role: 'notice',
    content: [
      {
        type: 'notice',
        kind: 'reminder',
        title: id,
        text: id,
        runId: null,
        questionId: null,
        scheduleId: null,
      },
    ],
  })
}
/** Another version of what stands at `seq`. */
function version(fork: string, seq: number, key: string): void {
  core.stores.forks.insert({ id: fork, conversationId: 'c', sessionId: 's', seq, chosenId: 's' })
  session(key, { reason: 'edited', parentId: 's', parentSeq: seq - 1, forkId: fork })
  say(`${key} says`, key)
}
const shown = (id: string): string[] =>
  core.stores.threads
    .page(id, null, 500)
    .messages.flatMap(({ content }) => content.flatMap((block) => ('text' in block ? [block.text] : [])))
const copied = async (): Promise<string> => {
  await desk.export('c', 'json', join(folder, 'My chat.json'))
  return (await desk.import(join(folder, 'My chat.json'))).id
}

it('an imported conversation says first from which file it came, and when', async () => {
  say('one', 's')
  const id = await copied()
  const [line] = core.stores.threads.page(id, null, 500).messages
  expect(line).toMatchObject({ role: 'divider', sessionId: null, at: core.clock.now() })
  expect(line?.content).toEqual([
    {
      type: 'divider',
      reason: 'imported',
      text: expect.stringMatching(/^Imported from “My chat\.json” on \d+ \w+ \d{4}\./),
    },
  ])
})

it('of two versions whose messages were both deleted an import keeps both, each at its place', async () => {
  say('one', 's')
  const places = [say('two', 's'), say('three', 's')]
  say('four', 's')
  for (const [index, seq] of places.entries()) version(`f${index}`, seq, `other ${index}`)
  for (const id of ['two', 'three']) core.stores.messages.remove(id)
  const { forks } = core.stores
  const choices = (id: string): string[][] => {
    const [outer, inner] = forks.ofConversation(id)
    if (!outer || !inner) throw new Error('a fork is missing')
    const waysOf = (forkId: string): string[] =>
      core.stores.sessions.nodes(id).flatMap((node) => (node.forkId === forkId ? [node.id] : []))
    return [outer, inner].flatMap((fork) =>
      [fork.sessionId, ...waysOf(fork.id)].map((way) => {
        for (const each of [outer, inner]) forks.choose(each.id, each.sessionId)
        forks.choose(fork.id, way)
        return shown(id)
      }),
    )
  }
  const before = choices('c')
  expect(before).toEqual([
    ['one', 'four'],
    ['one', 'other 0 says'],
    ['one', 'four'],
    ['one', 'other 1 says'],
  ])
  for (const fork of forks.ofConversation('c')) forks.choose(fork.id, fork.sessionId)
  const after = choices(await copied())
  expect(after.map((words) => words.slice(1))).toEqual(before)
})

it('a message whose turn begins while it is exported is in the file once', async () => {
  for (const early of [true, false]) {
    const waits = early ? 'early' : 'late'
    core.unitOfWork.run(() => {
      if (early) say('early', 's')
      for (let n = 0; n < 120; n++) say(`${waits} ${n}`, 's')
      if (!early) say('late', 's')
      for (let n = 0; n < 120; n++) say(`${waits} again ${n}`, 's')
    })
    let text = ''
    const conversation = core.stores.conversations.get('c')
    if (!conversation) throw new Error('no conversation')
    for await (const piece of writeTranscript(core, { read: () => Promise.resolve(null) }, conversation)) {
      text += piece
      if (text.includes(`"id":"${waits} 10"`)) core.stores.messages.moveToEnd(waits)
    }
    const { messages } = JSON.parse(text) as { messages: { id: string; seq: number }[] }
    expect(messages.filter(({ id }) => id === waits)).toHaveLength(1)
    const seqs = messages.map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  }
})

it('an import knows what a message that waited had followed, and what came after it was written', async () => {
  told('before')
  say('waited', 's')
  told('after')
  say('last', 's')
  core.stores.messages.moveToEnd('waited')
  core.stores.messages.moveToEnd('last')
  const given = (id: string): string[][] =>
    core.stores.threads
      .page(id, null, 500)
      .messages.filter(({ role }) => role === 'user')
      .map((message) =>
        core.stores.messages.noticesBefore(message.id).map(({ content }) => JSON.stringify(content)),
      )
  const before = given('c')
  expect(before.map((notices) => notices.length)).toEqual([1, 1])
  expect(given(await copied())).toEqual(before)
})

it('the block that an API made of a summary is not in the file', async () => {
  const seq = say('one', 's')
  core.stores.compactions.insert({
    id: 'k',
    sessionId: 's',
    turnId: 't-one',
    messageId: 'one',
    messageSeq: seq,
    at: core.clock.now(),
    summary: 'One.',
    block: { type: 'compaction', content: 'signed-by-an-api' },
    covers: { sessionId: 's', endedSeq: 0, turns: [{ id: 't-one', seq }] },
    tokensBefore: 10,
  })
  await copied()
  expect(readFileSync(join(folder, 'My chat.json'), 'utf8')).not.toContain('signed-by-an-api')
})
