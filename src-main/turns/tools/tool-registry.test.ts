import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeRooms } from '../../testing/fake-rooms.ts'
import { builtInTools, findTool, toolDefinitions } from './tool-registry.ts'

const tools = builtInTools(fakeRooms())

test('a model gets tools with names of their own, each with a description and an object schema', () => {
  const definitions = toolDefinitions(tools)
  const names = definitions.map((definition) => definition.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of [
    'ask_user',
    'ask_for_secret',
    'list_directory',
    'read_file',
    'glob',
    'search_files',
    'write_file',
    'edit_file',
    'move_file',
    'delete_file',
    'schedule_task',
    'list_schedules',
    'cancel_schedule',
    'notify_user',
  ])
    expect(names).toContain(name)
  for (const { description, input_schema } of definitions) {
    expect(description.length).toBeGreaterThan(40)
    expect(input_schema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(input_schema).not.toHaveProperty('$schema')
  }
})

test('every field that a model may give is described', () => {
  for (const { input_schema } of toolDefinitions(tools)) {
    for (const field of Object.values(input_schema['properties'] ?? {}))
      expect(field).toHaveProperty('description')
  }
})

test('the schema that a model sees names the required fields', () => {
  const definition = toolDefinitions(tools).find(({ name }) => name === 'read_file')
  expect(definition?.input_schema).toMatchObject({
    required: ['path'],
    properties: { path: { type: 'string' }, offset: { type: 'integer', minimum: 1 } },
  })
})

test('a tool that does not exist is refused with the names of those that do', () => {
  const prepared = findTool(tools, 'rm_rf').prepare({})
  expect(prepared).toEqual({
    ok: false,
    message: expect.stringMatching(/no tool named "rm_rf".*ask_user, ask_for_secret, list_directory/),
  })
})

describe('bad input is refused with what to correct', () => {
  test.each([
    ['read_file', {}, 'read_file was not run. path is missing: give a string.'],
    ['read_file', { path: 'a', offset: 0 }, 'read_file was not run. offset must be at least 1.'],
    [
      'read_file',
      { path: 'a', file: 'b' },
      'read_file was not run. The input has a field that is not known here, leave out "file".',
    ],
    ['ask_user', { question: ' ' }, 'ask_user was not run. question: Say what you want to ask.'],
    ['list_directory', 'src', 'list_directory was not run. The input must be an object.'],
    [
      'schedule_task',
      { title: 'a', when: 'b', remind: 'c', context: 'x' },
      'schedule_task was not run. context must be one of "fresh", "shared", "here".',
    ],
  ])('%s %o', (name, input, message) => {
    expect(findTool(tools, name).prepare(input)).toEqual({ ok: false, message })
  })
})

test('no input whatever makes preparing throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tools), fc.anything(), (tool, input) => {
      expect(typeof tool.prepare(input).ok).toBe('boolean')
    }),
  )
})

describe('what people see of a call', () => {
  test.each([
    ['ask_user', { question: 'Which one?' }, 'Ask: Which one?'],
    ['list_directory', {}, 'List the working directory'],
    ['list_directory', { path: 'src' }, 'List src'],
    ['read_file', { path: 'notes.txt' }, 'Read notes.txt'],
    ['read_file', { path: 'notes.txt', offset: 10, limit: 5 }, 'Read notes.txt, lines 10–14'],
    ['read_file', { path: 'a.pdf', pages: '1-5' }, 'Read a.pdf, pages 1-5'],
    ['glob', { pattern: '*.ts', path: 'src' }, 'Find files *.ts in src'],
    ['search_files', { query: 'TODO', path: 'src' }, 'Look for “TODO” in src'],
    ['write_file', { path: 'notes/today.md', content: 'x' }, 'Write notes/today.md'],
    ['edit_file', { path: 'src/app.ts', old_string: 'a', new_string: 'b' }, 'Edit src/app.ts'],
    ['move_file', { from: 'a.txt', to: 'b.txt' }, 'Move a.txt to b.txt'],
    ['delete_file', { path: 'old.txt' }, 'Delete old.txt'],
    ['schedule_task', { title: 'Tea', when: 'in 2 minutes', remind: 'x' }, 'Schedule “Tea” (in 2 minutes)'],
    [
      'schedule_task',
      { title: 'Tea', trigger: { kind: 'once', at: '2026-11-23T09:00' }, remind: 'x' },
      'Schedule “Tea” (2026-11-23 09:00)',
    ],
    [
      'schedule_task',
      { title: 'Tea', trigger: { kind: 'interval', minutes: 90 }, remind: 'x' },
      'Schedule “Tea” (every 90 minutes)',
    ],
    [
      'schedule_task',
      {
        title: 'Tea',
        trigger: { kind: 'cron', expression: '0 9 * * *', timeZone: 'Asia/Tokyo' },
        remind: 'x',
      },
      'Schedule “Tea” (0 9 * * * Asia/Tokyo)',
    ],
    ['notify_user', { title: 'Done', text: 'x' }, 'Notify you: Done'],
    ['read_file', { path: 'a\u001b[2Jb\u202e' }, 'Read a\\u{1b}[2Jb\\u{202e}'],
  ])('%s %o: %s', (name, input, label) => {
    const prepared = findTool(tools, name).prepare(input)
    expect(prepared.ok && prepared.call.label).toBe(label)
  })
})

describe('ask_user', () => {
  test.each([
    [{ question: 'Why?' }, { kind: 'question', prompt: 'Why?' }],
    [
      { question: 'Why?', options: [], multiple: true },
      { kind: 'question', prompt: 'Why?' },
    ],
    [
      { question: 'Which?', options: ['a', 'b', 'a'] },
      { kind: 'choice', prompt: 'Which?', options: ['a', 'b'], multiple: false },
    ],
    [
      { question: 'Which?', options: ['a', 'b'], multiple: true },
      { kind: 'choice', prompt: 'Which?', options: ['a', 'b'], multiple: true },
    ],
  ])('%o asks %o', (input, ask) => {
    const prepared = findTool(tools, 'ask_user').prepare(input)
    expect(prepared.ok && prepared.call.kind === 'ask' && prepared.call.ask).toEqual(ask)
  })
})
