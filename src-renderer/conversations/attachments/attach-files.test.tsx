import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, questionRow } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { Composer } from '../composer/composer.tsx'
import { useDrafts } from '../composer/composer-store.ts'
import { forgetPictures } from './attachment-data.ts'

let bridge: FakeBridge
beforeEach(() => {
  useDrafts.setState(new Map(), true)
  forgetPictures()
})

function open(routes: FakeRoutes = {}, change: (world: World) => void = () => {}): void {
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c' })]
  change(world)
  bridge = renderWithBridge(world, <Composer conversationId="c" />, routes)
}
const file = (name: string, text = 'bytes') =>
  new File([text], name, { type: name.endsWith('.pdf') ? 'application/pdf' : 'image/png' })
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const sent = () => givenTo(bridge, 'conversations.send')
const chips = async () => within(await screen.findByRole('list', { name: 'Attached files' }))
const choose = (files: File[]) => userEvent.upload(screen.getByLabelText('Files to attach'), files)
const ready = (name: string) =>
  waitFor(async () => {
    const chip = (await chips()).getByText(name).closest('li')
    expect(chip?.dataset['state']).toBe('ready')
  })

it('files that were chosen are kept, shown with their size, and sent with the words', async () => {
  open()
  await message()
  await choose([file('cat.png', 'x'.repeat(2048)), file('lease.pdf')])
  await ready('cat.png')
  await ready('lease.pdf')
  expect((await chips()).getByText('2 KB')).toBeDefined()
  await userEvent.type(await message(), 'Look at these{Enter}')
  expect(sent()).toMatchObject([
    {
      text: 'Look at these',
      attachments: [
        { kind: 'image', name: 'cat.png' },
        { kind: 'document', name: 'lease.pdf' },
      ],
    },
  ])
  expect(screen.queryByRole('button', { name: 'Remove cat.png' })).toBeNull()
})

it('a file alone is a message', async () => {
  open()
  await message()
  await choose([file('cat.png')])
  await ready('cat.png')
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(sent()).toMatchObject([{ text: '', attachments: [{ name: 'cat.png' }] }])
})

it('a picture that is pasted is attached, and words that come with a picture of themselves are words', async () => {
  open()
  const field = await message()
  const paste = (types: string[]) =>
    fireEvent.paste(field, { clipboardData: { types, files: [file('image.png')], getData: () => '' } })
  paste(['text/plain', 'text/html', 'Files'])
  expect(screen.queryByRole('list', { name: 'Attached files' })).toBeNull()
  paste(['text/html', 'Files'])
  await ready('image.png')
})

it('a file that is dropped on the chat is attached', async () => {
  open()
  const place = (await message()).closest('div')?.parentElement?.parentElement
  if (!place) throw new Error('The composer is not there.')
  const dataTransfer = { types: ['Files'], files: [file('cat.png')], dropEffect: 'none' }
  fireEvent.dragEnter(place, { dataTransfer })
  expect(await screen.findByText('Drop pictures and PDFs to attach them')).toBeDefined()
  fireEvent.drop(place, { dataTransfer })
  await ready('cat.png')
  expect(screen.queryByText('Drop pictures and PDFs to attach them')).toBeNull()
})

it('a file of another kind says so, and holds the message back until it is removed', async () => {
  open()
  await message()
  fireEvent.paste(await message(), {
    clipboardData: { types: ['Files'], files: [file('notes.docx'), file('cat.png')], getData: () => '' },
  })
  expect(await screen.findByText('It is no picture (PNG, JPEG, GIF, WebP) and no PDF.')).toBeDefined()
  await ready('cat.png')
  await userEvent.type(await message(), 'Hello{Enter}')
  expect(await screen.findByText('Remove the file that could not be attached first.')).toBeDefined()
  expect(sent()).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Remove notes.docx' }))
  await userEvent.type(await message(), '{Enter}')
  expect(sent()).toMatchObject([{ text: 'Hello', attachments: [{ name: 'cat.png' }] }])
})

it('a refusal of the main process is said at the file', async () => {
  open({
    'attachments.put': () => {
      throw new Refusal('bad_input', 'It is too large: 9 MB. A picture may have 5 MB.')
    },
  })
  await message()
  await choose([file('huge.png')])
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    'It is too large: 9 MB. A picture may have 5 MB.',
  )
})

it('while a file is read nothing is sent without it', async () => {
  let keep = (): void => undefined
  open({
    'attachments.put': ({ name }) =>
      new Promise((resolve) => {
        keep = () => resolve({ kind: 'image', mediaType: 'image/png', blob: 'a'.repeat(64), bytes: 5, name })
      }),
  })
  await message()
  await choose([file('cat.png')])
  await waitFor(() => expect(givenTo(bridge, 'attachments.put')).toHaveLength(1))
  await userEvent.type(await message(), 'Look{Enter}')
  expect(await screen.findByText('The files are still being read.')).toBeDefined()
  keep()
  await ready('cat.png')
  await userEvent.type(await message(), '{Enter}')
  expect(sent()).toMatchObject([{ text: 'Look', attachments: [{ name: 'cat.png' }] }])
})

it('files that are too large, alone or together, are said to be so before anything is sent', async () => {
  open({
    'attachments.put': ({ name }) => ({
      kind: 'document',
      mediaType: 'application/pdf',
      blob: 'b'.repeat(64),
      bytes: 12 * 1024 * 1024,
      name,
    }),
  })
  await message()
  const large = (name: string, megabytes: number) => {
    const given = file(name)
    Object.defineProperty(given, 'size', { value: megabytes * 1024 * 1024 })
    return given
  }
  await choose([large('a.pdf', 25), large('b.pdf', 12), large('c.pdf', 12)])
  expect(await screen.findByText('It is too large: 25 MB. At most 20 MB are taken.')).toBeDefined()
  await ready('b.pdf')
  await ready('c.pdf')
  expect(givenTo(bridge, 'attachments.put')).toHaveLength(2)
  await userEvent.click(screen.getByRole('button', { name: 'Remove a.pdf' }))
  await userEvent.type(await message(), 'Read these{Enter}')
  expect(
    await screen.findByText('Together the files have 24 MB. One message takes 20 MB: remove some.'),
  ).toBeDefined()
  expect(sent()).toEqual([])
})

it('more than a message takes are refused in words', async () => {
  open()
  await message()
  await choose(Array.from({ length: 22 }, (_, i) => file(`${i}.png`)))
  expect(await screen.findByText('One message takes 20 files at most.')).toBeDefined()
  expect((await chips()).getAllByRole('listitem')).toHaveLength(20)
})

it('an answer to a question takes no files, and they wait for the message', async () => {
  open({}, (world) => {
    world.questions = [questionRow({ id: 'q', deliverTo: 'c', prompt: 'Which?' })]
  })
  await screen.findByText('Answering: Which?')
  fireEvent.paste(await message(), {
    clipboardData: { types: ['Files'], files: [file('cat.png')], getData: () => '' },
  })
  expect(await screen.findByText('An answer takes no files. Send it as a message instead.')).toBeDefined()
  expect(givenTo(bridge, 'attachments.put')).toEqual([])
})
