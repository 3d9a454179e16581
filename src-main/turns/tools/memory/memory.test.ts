import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../../src-shared/domain/settings.ts'
import { createMemoryNotes, type MemoryNotes } from '../../../memory/memory-notes.ts'
import { fakeContext, fakePlace, fakeRooms } from '../../../testing/fake-rooms.ts'
import type { AnyTool, CallPlace, PreparedCall } from '../tool.ts'
import { memoryTool } from './memory.ts'

let folder: string
let memory: MemoryNotes
let tool: AnyTool
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-memory-'))
  memory = createMemoryNotes(join(folder, 'memory'))
  tool = memoryTool(fakeRooms({ memory }))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const view = { command: 'view', path: '/memories' }
const create = { command: 'create', path: '/memories/a.md', file_text: 'likes tea' }

function prepare(input: unknown): Extract<PreparedCall, { kind: 'read' | 'act' }> {
  const prepared = tool.prepare(input)
  if (!prepared.ok) throw new Error(prepared.message)
  if (prepared.call.kind !== 'read' && prepared.call.kind !== 'act') throw new Error('not expected')
  return prepared.call
}
const run = (input: unknown, part: Partial<CallPlace> = {}) =>
  prepare(input).run(fakeContext('/work', { place: fakePlace('/work', part) }))

test('a view only reads, and never asks; a change acts, and asks once untrusted content was read', async () => {
  const place = fakePlace('/work')
  expect(prepare(view).kind).toBe('read')
  expect(await prepare(view).operation(place)).toMatchObject({ effects: [], sends: false })
  for (const input of [
    create,
    { command: 'str_replace', path: '/memories/a.md', old_str: 'a', new_str: 'b' },
    { command: 'insert', path: '/memories/a.md', insert_line: 0, insert_text: 'b' },
    { command: 'delete', path: '/memories/a.md' },
    { command: 'rename', old_path: '/memories/a.md', new_path: '/memories/b.md' },
  ]) {
    expect(prepare(input).kind).toBe('act')
    expect(await prepare(input).operation(place)).toMatchObject({ effects: [], sends: true, parts: null })
  }
  // After a crash the model has to look first: the tool as a whole is one that acts.
  expect(tool.kind).toBe('act')
})

test('what is kept in one conversation is there in the next, and below all in a run of a schedule', async () => {
  expect(await run(create, { conversationId: 'one' })).toMatchObject({ isError: false })
  expect((await run({ ...view, path: '/memories/a.md' }, { conversationId: 'two' })).content).toContain(
    'likes tea',
  )
  expect((await run(view, { runId: 'run', scheduleId: null })).content).toContain('/memories/a.md')
  const inRun = { runId: 'run', scheduleId: 'schedule_1' }
  expect((await run(view, inRun)).content).toContain('/memories/all/a.md')
  await run({ ...create, path: '/memories/own.md' }, inRun)
  expect(await memory.list('schedule_1')).toMatchObject([{ path: 'own.md' }])
})

test('what cannot be is told to the model', async () => {
  expect(await run({ ...create, path: '/memories/../../x' })).toMatchObject({
    isError: true,
    content: expect.stringContaining('begins with a dot'),
  })
})

test.each([
  [{ command: 'create', path: '/memories/a.md' }, 'file_text'],
  [{ command: 'rename', path: '/memories/a.md' }, 'old_path'],
  [{ command: 'view' }, 'path'],
  [{ command: 'str_replace', path: '/memories/a.md', old_str: '', new_str: '' }, 'old_str'],
  [{ command: 'shred', path: '/memories/a.md' }, 'command'],
  [{ command: 'view', path: '/memories', more: 1 }, 'more'],
  ['view', 'object'],
])('%j is refused with what is missing', (input, field) => {
  const prepared = tool.prepare(input)
  expect(prepared.ok ? '' : prepared.message).toContain(field)
})

test.each([
  [view, 'Look at its notes'],
  [{ ...view, path: '/memories/a.md' }, 'Look at its note a.md'],
  [create, 'Keep a note: a.md'],
  [{ command: 'delete', path: '/memories/work' }, 'Remove its note work'],
  [
    { command: 'rename', old_path: '/memories/a.md', new_path: '/memories/b.md' },
    'Rename its note a.md to b.md',
  ],
])('people see %j as %s', (input, label) => {
  expect(prepare(input).label).toBe(label)
})

test('its schema has no alternatives at the top, which the Messages API refuses', () => {
  const { input_schema } = tool.definition()
  expect(input_schema).toMatchObject({ type: 'object', required: ['command'], additionalProperties: false })
  expect(Object.keys(input_schema)).not.toContain('anyOf')
})

test('it is there only while notes are on', async () => {
  const place = fakePlace('/work')
  const off = memoryTool(fakeRooms({ memory, settings: () => ({ ...defaultSettings, memory: false }) }))
  expect(await tool.isOffered?.(place)).toBe(true)
  expect(await off.isOffered?.(place)).toBe(false)
})
