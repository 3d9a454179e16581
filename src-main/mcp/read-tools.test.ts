import { describe, expect, test } from 'vitest'
import { inputSchema } from './input-schema.ts'
import { readTools } from './read-tools.ts'
import { toolName } from './tool-name.ts'

const object = { type: 'object' }
const asItIs = (text: string): string => text

describe('the name under which a model sees a tool', () => {
  test('is that of the server and the tool where the API takes it', () => {
    expect(toolName('my-notes', 'add_note-2')).toBe('mcp__my-notes__add_note-2')
  })

  test.each(['read file', 'read:file', 'größe', 'n'.repeat(100), '💥', '../../etc'])(
    'is valid for "%s", and no other name gets the same',
    (tool) => {
      const name = toolName('a'.repeat(32), tool)
      expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
      expect(name.startsWith(`mcp__${'a'.repeat(32)}__`)).toBe(true)
      expect(toolName('a'.repeat(32), `${tool}!`)).not.toBe(name)
    },
  )
})

describe('a schema that would make the request fail is not used', () => {
  test.each([
    [null, 'its input is no object'],
    [{ type: 'string' }, 'its input is no object'],
    [{ ...object, properties: 5 }, 'its schema is no JSON schema'],
    [{ ...object, properties: { a: { type: 'strin' } } }, 'its schema is no JSON schema'],
    [{ ...object, properties: { a: { items: [{ type: 'string' }] } } }, 'its schema is no JSON schema'],
    [{ ...object, properties: { a: { pattern: '(' } } }, 'its schema is no JSON schema'],
    [{ ...object, required: 'a' }, 'its schema is no JSON schema'],
    [{ ...object, properties: { 'a b': {} } }, 'its input has fields whose names cannot be sent'],
    [{ ...object, title: '\ud800' }, 'its schema has characters that cannot be sent'],
    [{ ...object, title: 'x'.repeat(70_000) }, 'its schema is too long'],
  ])('%j: %s', (schema, why) => {
    expect(inputSchema(schema)).toEqual({ why })
  })

  test('nor one that is nested without an end', () => {
    let schema: unknown = { type: 'string' }
    for (let depth = 0; depth < 60; depth++) schema = { type: 'array', items: schema }
    expect(inputSchema({ ...object, properties: { a: schema } })).toEqual({
      why: 'its schema is no JSON schema',
    })
  })
})

test('a good schema stays as it is, but for what the API does not take at the top', () => {
  const properties = { a: { anyOf: [{ type: 'string' }, { type: ['number', 'null'] }] }, b: true }
  const schema = { ...object, $schema: 'http://json-schema.org/draft-07/schema#', anyOf: [{}], properties }
  expect(inputSchema(schema)).toEqual({ schema: { ...object, properties } })
})

test('what a server says of its tools is cut, cleaned and named once', () => {
  const { tools, note } = readTools(
    'x',
    [
      {
        name: 'long',
        title: 'A\u001b[2J\nB',
        description: `\u202e\u0007${'d'.repeat(5000)}`,
        inputSchema: object,
      },
      { name: 'long', description: 'another', inputSchema: object },
      { name: 'bad\u0000name', inputSchema: object },
      { name: 'text', inputSchema: { type: 'string' } },
      { name: 'plain', annotations: { readOnlyHint: true, title: 'Plain' }, inputSchema: object },
    ],
    asItIs,
  )
  expect(tools.map(({ name }) => name)).toEqual(['long', 'plain'])
  expect(tools[0]?.title).toBe('A[2J B')
  expect(tools[0]?.description).toMatch(/^d{1998}…$/)
  expect(tools[1]).toMatchObject({ title: 'Plain', saysReadOnly: true, fullName: 'mcp__x__plain' })
  expect(note).toBe(
    'Left out: “long”, whose name is there already; one that is no MCP tool, or has no usable name; “text”, because its input is no object.',
  )
})
