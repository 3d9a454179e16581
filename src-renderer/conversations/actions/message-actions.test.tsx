import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, messageRow, sessionRow, textBlocks, turnRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { perform } from '../../main-window/action-bus.ts'
import { forgetPictures } from '../attachments/attachment-data.ts'
import { useDrafts } from '../composer/composer-store.ts'
import { ConversationView } from '../conversation-view.tsx'

const cat = {
  kind: 'image',
  mediaType: 'image/png',
  blob: 'a'.repeat(64),
  bytes: 2048,
  name: 'cat.png',
} as const

let bridge: FakeBridge
const copied: string[] = []
beforeEach(() => {
  useDrafts.setState(new Map(), true)
  forgetPictures()
  copied.length = 0
})

function open(routes: FakeRoutes = {}): void {
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c', title: 'A chat' })]
  world.sessions = [sessionRow({ id: 's', conversationId: 'c' })]
  world.turns = [turnRow({ id: 't', conversationId: 'c', endedAt: 2 }, { status: 'succeeded' })]
  world.branchWorld.blobs.set(cat.blob, 'AAAA')
  const row = { conversationId: 'c', sessionId: 's', turnId: 't' }
  world.messages = [
    messageRow({
      ...row,
      id: 'm-1',
      content: [...textBlocks('What is this?'), { type: 'attachment', attachment: cat }],
    }),
    messageRow({
      ...row,
      id: 'm-2',
      role: 'assistant',
      model: 'claude-haiku-4-5',
      content: textBlocks('It is a **cat**.\n\nIt sleeps.'),
    }),
  ]
  bridge = renderWithBridge(world, <ConversationView id="c" />, routes)
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    copied.push(text)
    return Promise.resolve()
  })
}
const bar = (name: string) => screen.findByRole('toolbar', { name })
const press = async (toolbar: string, name: string) =>
  userEvent.click(within(await bar(toolbar)).getByRole('button', { name }))
const choose = async (toolbar: string, entry: RegExp) => {
  const more = toolbar === 'The answer' ? 'More about the answer' : 'More about your message'
  await press(toolbar, more)
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
}
const draft = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })

it('an answer is copied as Markdown, and says who gave it', async () => {
  open()
  await press('The answer', 'Copy as Markdown')
  expect(copied).toEqual(['It is a **cat**.\n\nIt sleeps.'])
  expect(within(await bar('The answer')).getByText(/claude-haiku-4-5/)).toBeDefined()
})

it('an edited message is another version, with the files it had, and both can be gone to', async () => {
  open()
  await press('Your message', 'Edit')
  const editor = await screen.findByRole('textbox', { name: 'Your message' })
  expect(screen.getByRole('button', { name: 'Remove cat.png' })).toBeDefined()
  await userEvent.clear(editor)
  await userEvent.type(editor, 'Who is this?')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Who is this?')).toBeDefined()
  expect(givenTo(bridge, 'messages.edit')).toMatchObject([
    { id: 'm-1', text: 'Who is this?', attachments: [cat] },
  ])
  expect(await screen.findByText('2 of 2')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(await screen.findByText('What is this?')).toBeDefined()
  expect(screen.queryByText('Who is this?')).toBeNull()
  expect(await screen.findByText('1 of 2')).toBeDefined()
  expect(screen.getByText('It sleeps.')).toBeDefined()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Previous version' }).disabled).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))
  expect(await screen.findByText('Who is this?')).toBeDefined()
})

it('Escape leaves an edited message as it was, and a refusal keeps the new words', async () => {
  open({
    'messages.edit': () => {
      throw new Refusal('conflict', 'It is still being answered. Stop it first.')
    },
  })
  await press('Your message', 'Edit')
  await userEvent.keyboard('!{Escape}')
  expect(screen.queryByRole('textbox', { name: 'Your message' })).toBeNull()
  expect(screen.getByText('What is this?')).toBeDefined()
  await press('Your message', 'Edit')
  await userEvent.keyboard(' Tell me{Enter}')
  expect(await screen.findByText('It is still being answered. Stop it first.')).toBeDefined()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your message' }).value).toBe(
    'What is this? Tell me',
  )
  await userEvent.keyboard('{Escape}')
})

it('an answer is asked for once more as another version', async () => {
  open()
  await press('The answer', 'Regenerate')
  expect(givenTo(bridge, 'messages.regenerate')).toEqual([{ turnId: 't' }])
  expect(await screen.findByText('2 of 2')).toBeDefined()
})

it('a quotation goes into the composer after what is written there', async () => {
  open()
  await userEvent.type(await draft(), 'About this:')
  await choose('The answer', /^Quote/)
  await waitFor(async () =>
    expect((await draft()).value).toBe('About this:\n\n> It is a **cat**.\n>\n> It sleeps.\n\n'),
  )
})

it('a message is deleted only after the question', async () => {
  open()
  await choose('The answer', /^Delete/)
  const dialog = await screen.findByRole('dialog', { name: 'Delete this message?' })
  expect(givenTo(bridge, 'messages.remove')).toEqual([])
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(screen.queryByText('It sleeps.')).toBeNull())
  expect(givenTo(bridge, 'messages.remove')).toEqual([{ id: 'm-2' }])
  await waitFor(async () => expect(document.activeElement).toBe(await draft()))
})

it('a new session begins from a message, and nothing goes away', async () => {
  open()
  await choose('Your message', /^New session from here/)
  expect(await screen.findByText(/^New session from the message “What is this\?”/)).toBeDefined()
  expect(givenTo(bridge, 'sessions.fork')).toEqual([{ messageId: 'm-1' }])
  expect(screen.getByText('It sleeps.')).toBeDefined()
})

it('the Tab key stops once at a message, and the arrow keys go on from there', async () => {
  open()
  const buttons = within(await bar('The answer')).getAllByRole('button')
  expect(buttons.map((button) => button.tabIndex)).toEqual([0, -1, -1])
  buttons[0]?.focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(document.activeElement).toBe(buttons[1])
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(await screen.findByRole('menuitem', { name: /^Quote/ })).toBeDefined()
})

it('a picture is shown where it was sent, and opens large', async () => {
  open()
  await userEvent.click(await screen.findByRole('button', { name: 'Show cat.png large' }))
  const dialog = await screen.findByRole('dialog', { name: 'cat.png' })
  const picture = await within(dialog).findByRole<HTMLImageElement>('img', { name: 'cat.png' })
  expect(picture.src).toBe('data:image/png;base64,AAAA')
  expect(givenTo(bridge, 'attachments.read')).toEqual([{ blob: cat.blob }])
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save as…' }))
  expect(await screen.findByText(/^Saved as .*cat\.png\.$/)).toBeDefined()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Open in another program' }))
  await waitFor(() =>
    expect(givenTo(bridge, 'attachments.open')).toEqual([{ blob: cat.blob, name: 'cat.png' }]),
  )
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show cat.png large' }))
})

it('a document that was sent opens in the program of the system, and says so where none does', async () => {
  open({
    'attachments.open': () => {
      throw new Refusal('unavailable', 'No program of this system opened it.')
    },
  })
  const bill = { ...cat, kind: 'document' as const, mediaType: 'application/pdf' as const, name: 'bill.pdf' }
  bridge.emit({
    event: 'message.appended',
    data: messageRow({ id: 'm-3', conversationId: 'c', content: [{ type: 'attachment', attachment: bill }] }),
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Open bill.pdf' }))
  expect(await screen.findByText('No program of this system opened it.')).toBeDefined()
  expect(givenTo(bridge, 'attachments.open')).toEqual([{ blob: cat.blob, name: 'bill.pdf' }])
})

it('keys edit the last message, ask for the answer once more and copy it', async () => {
  open()
  await bar('The answer')
  expect(perform('copy-answer')).toBe(true)
  await waitFor(() => expect(copied).toEqual(['It is a **cat**.\n\nIt sleeps.']))
  perform('edit-last')
  await userEvent.type(await screen.findByRole('textbox', { name: 'Your message' }), '{Escape}')
  perform('regenerate')
  await waitFor(() => expect(givenTo(bridge, 'messages.regenerate')).toEqual([{ turnId: 't' }]))
})
