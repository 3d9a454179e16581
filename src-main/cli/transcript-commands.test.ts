import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeApplication, Refusal, startFakeApplication } from './testing/fake-application.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
  app.answers.set('conversations.list', [{ id: 'conversation_abc1', title: 'Chat' }])
})
afterEach(() => app.close())

describe('dormouse export', () => {
  test('writes to where the command line stands, in the form that the name asks for', async () => {
    app.answers.set('conversations.export', { path: '/home/me/chat.md' })
    expect(await app.run(['export', 'abc', 'chat.md'])).toMatchObject({
      code: 0,
      out: 'Written to /home/me/chat.md\n',
    })
    expect(app.calls.at(-1)).toEqual({
      route: 'conversations.export',
      input: { id: 'conversation_abc1', format: 'markdown', path: '/home/me/chat.md' },
    })
    await app.run(['export', 'conversation_background', '/tmp/a.JSON'])
    expect(app.calls.at(-1)?.input).toEqual({
      id: 'conversation_background',
      format: 'json',
      path: '/tmp/a.JSON',
    })
  })

  test('refuses a name whose form it does not know before it asks for anything', async () => {
    const { code, err } = await app.run(['export', 'abc', 'chat.pdf'])
    expect({ code, calls: app.calls }).toEqual({ code: 2, calls: [] })
    expect(err).toContain('.md')
  })
})

describe('dormouse import', () => {
  test('says what it made', async () => {
    app.answers.set('conversations.import', {
      conversation: { id: 'conversation_new', title: 'Ch\u{1b}[2Jat' },
    })
    expect(await app.run(['import', '../chat.json'])).toMatchObject({
      code: 0,
      out: 'conversation_new  Chat\n',
    })
    expect(app.calls.at(-1)?.input).toEqual({ path: '/home/chat.json' })
  })

  test('says why a file was refused', async () => {
    app.answers.set('conversations.import', new Refusal({ code: 'bad_input', message: 'No such file.' }))
    expect((await app.run(['import', 'chat.json'])).code).not.toBe(0)
  })
})
