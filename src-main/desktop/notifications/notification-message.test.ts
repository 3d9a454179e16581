import { expect, test } from 'vitest'
import type { DesktopNotification } from '../../inbox/notifier.ts'
import { notificationMessage } from './notification-message.ts'

const all = new Set(['body', 'actions', 'body-markup', 'inline-reply'])
const question: DesktopNotification = {
  key: 'question:q',
  title: 'Report needs you',
  body: 'Which fruit?',
  place: { screen: 'inbox', questionId: 'q' },
  urgent: true,
  buttons: [
    { label: 'Apples', answer: { kind: 'choice', values: ['apples'] } },
    { label: 'Pears', answer: { kind: 'choice', values: ['pears'] } },
  ],
  field: 'Something else',
}

test('a question has its buttons, a field to reply in, and opens at a click', () => {
  const { message, answers } = notificationMessage(question, all, 7)
  expect(message.actions).toEqual([
    'default',
    'Open',
    'inline-reply',
    'Reply',
    '7.0',
    'Apples',
    '7.1',
    'Pears',
  ])
  expect(message.hints['x-kde-reply-placeholder-text']).toEqual(['s', 'Something else'])
  expect(answers.get('7.1')).toEqual({ kind: 'choice', values: ['pears'] })
})

test('a press that was on its way when the notification was replaced means no button of the new one', () => {
  const before = notificationMessage(question, all, 7)
  const after = notificationMessage(question, all, 8)
  for (const key of before.answers.keys()) expect(after.answers.has(key)).toBe(false)
})

test('a desktop gets only what it says that it can do', () => {
  const without = (name: string) =>
    notificationMessage(question, new Set([...all].filter((each) => each !== name)), 1).message
  expect(without('inline-reply').actions).toEqual(['default', 'Open', '1.0', 'Apples', '1.1', 'Pears'])
  expect(without('inline-reply').hints).not.toHaveProperty('x-kde-reply-placeholder-text')
  expect(without('actions').actions).toEqual([])
  expect(without('body').summary).toBe('Report needs you: Which fruit?')
})

test('where no body is shown, nothing is allowed that the title has no room for', () => {
  const buttons = [
    { label: 'Allow once', answer: { kind: 'confirm', decision: 'allow' } },
    { label: 'Deny', answer: { kind: 'confirm', decision: 'deny' } },
  ] as const
  const offered = (body: string) =>
    notificationMessage({ ...question, buttons, body }, new Set(['actions']), 1).message.actions.slice(2)
  expect(offered('Run `ls`?')).toEqual(['1.0', 'Allow once', '1.1', 'Deny'])
  expect(offered(`Run \`${'x'.repeat(200)}\`?`)).toEqual(['1.0', 'Deny'])
})

test('what is no question has nothing to answer', () => {
  const { message, answers } = notificationMessage({ ...question, place: { screen: 'inbox' } }, all, 1)
  expect(message.actions).toEqual(['default', 'Open'])
  expect(answers.size).toBe(0)
})

test('markup in the body is shown as it was written; the title is no markup', () => {
  const body = '<a href="http://evil.example">Tom & Jerry</a>'
  const { message } = notificationMessage({ ...question, title: 'A & <b>', body }, new Set(['body']), 1)
  expect(message.body).toBe('&lt;a href="http://evil.example"&gt;Tom &amp; Jerry&lt;/a&gt;')
  expect(message.summary).toBe('A & <b>')
})

test('nothing in a text can end it or reorder it on the screen', () => {
  const { message } = notificationMessage(
    {
      ...question,
      title: 'A\u0000B\nC',
      body: 'one\ntwo\u0000\u202e three \ud800',
      buttons: [{ label: 'Yes\u202e\n\u0000 please', answer: { kind: 'text', text: 'y' } }],
    },
    all,
    1,
  )
  expect(message.summary).toBe('AB C')
  expect(message.body).toBe('one\ntwo three ')
  expect(message.actions.at(-1)).toBe('Yes please')
})

test('what is urgent stays until it is dealt with', () => {
  expect(notificationMessage(question, all, 1).message).toMatchObject({
    timeout: 0,
    hints: { urgency: ['y', 2] },
  })
  expect(notificationMessage({ ...question, urgent: false }, all, 1).message).toMatchObject({
    timeout: -1,
    hints: { urgency: ['y', 1] },
  })
})
