import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppFrame } from '../app-frame/app-frame.tsx'
import { useDrafts } from '../conversations/composer/composer-store.ts'
import { createFakeBridge, type FakeBridge } from '../dev/fake-bridge.ts'
import { fullWorld } from '../dev/full-world.ts'
import { Refusal } from '../dev/refusal.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { questionRow } from '../dev/rows.ts'
import { emptyWorld, type World } from '../dev/world.ts'
import { startStores } from '../stores/start-stores.ts'
import { MainWindow } from './main-window.tsx'
import { goTo, resetPlace } from './place-store.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
let bridge: FakeBridge
let stop: () => void = () => {}

function open(world: World): void {
  bridge = createFakeBridge(world)
  Object.assign(window, { dormouse: bridge })
  stop = startStores()
  render(
    <AppFrame>
      <MainWindow />
    </AppFrame>,
  )
}

/** What was given to a route, each time it was called. */
const given = (route: string): readonly unknown[] =>
  bridge.calls.filter((call) => call.route === route).map((call) => call.input)

beforeEach(() => {
  resetStores()
  resetPlace()
  useDrafts.setState(new Map(), true)
})
afterEach(() => {
  cleanup()
  stop()
})

describe('the main window', () => {
  it('has the navigation and the links that the contract names, whatever the badges count', async () => {
    open(fullWorld(noon))
    const navigation = screen.getByRole('navigation', { name: 'Main' })
    const inbox = await within(navigation).findByRole('link', {
      name: 'Inbox',
      description: '7 waiting for you',
    })
    expect(inbox).toBeDefined()
    const names = within(navigation).getAllByRole('link')
    expect(names).toHaveLength(5)
    for (const name of ['Conversations', 'Inbox', 'Runs', 'Schedules', 'Settings']) {
      expect(within(navigation).getByRole('link', { name })).toBeDefined()
    }
  })

  it('opens the settings window at Schedules from its link, and where it was from Settings', async () => {
    open(emptyWorld())
    await userEvent.click(screen.getByRole('link', { name: 'Schedules' }))
    await userEvent.click(screen.getByRole('link', { name: 'Settings' }))
    expect(given('app.showSettings')).toEqual([{ tab: 'Schedules' }, {}])
  })

  it('goes where a click on a notification asks', async () => {
    open(fullWorld(noon))
    act(() => bridge.open({ place: { screen: 'conversations', conversationId: 'c-trip' } }))
    expect(
      await screen.findByText('Which trains go from Vienna to Ljubljana on a Friday evening?'),
    ).toBeDefined()
  })

  it('follows its keys', async () => {
    open(fullWorld(noon))
    await screen.findByRole('log', { name: 'Conversation' })
    await userEvent.keyboard('{Control>}n{/Control}')
    expect(await screen.findByRole('heading', { name: 'What should I look after?' })).toBeDefined()
    await userEvent.keyboard('{Control>}3{/Control}')
    expect(screen.getByRole('link', { name: 'Runs' }).getAttribute('aria-current')).toBe('page')
  })
})

describe('the composer', () => {
  const message = () => screen.findByRole('textbox', { name: 'Message' })
  const show = (id: string) => act(() => goTo({ screen: 'conversations', conversationId: id }))
  const chip = 'Answering: The file says 24 November, the calendar says 25. Which date is right?'

  it('says which question a message answers, and sends it as its answer', async () => {
    open(fullWorld(noon))
    expect(await screen.findByText(chip)).toBeDefined()
    await userEvent.type(await message(), 'the second{Enter}')
    expect(given('conversations.send')).toMatchObject([
      { conversationId: 'c-release', text: '25 November', answers: 'q-date' },
    ])
    await waitFor(() => expect(screen.queryByText(chip)).toBeNull())
  })

  it('answers with one press on an option', async () => {
    open(fullWorld(noon))
    const options = await screen.findByRole('group', { name: 'Options' })
    await userEvent.click(within(options).getByRole('button', { name: '24 November' }))
    expect(given('conversations.send')).toMatchObject([{ text: '24 November', answers: 'q-date' }])
  })

  it.each(['the button', 'Escape'])(
    'sends an ordinary message instead after %s, and no run gets it',
    async (way) => {
      open(fullWorld(noon))
      await screen.findByText(chip)
      if (way === 'Escape') await userEvent.type(await message(), '{Escape}')
      else await userEvent.click(screen.getByRole('button', { name: 'Send as a message instead' }))
      expect(screen.queryByText(chip)).toBeNull()
      await userEvent.type(await message(), '2')
      await userEvent.click(screen.getByRole('button', { name: 'Send' }))
      const [sent] = given('conversations.send')
      expect(sent).toMatchObject({ text: '2' })
      expect(sent).not.toHaveProperty('answers')
    },
  )

  it('of several open questions preselects none: a "yes" is a message until one is picked', async () => {
    open(fullWorld(noon))
    show('c-invoices')
    expect(await screen.findByText('3 questions are open')).toBeDefined()
    await userEvent.type(await message(), 'yes{Enter}')
    expect(given('conversations.send')[0]).not.toHaveProperty('answers')
    await userEvent.click(
      within(screen.getByRole('list', { name: 'Open questions' })).getByRole('button', {
        name: /^Two invoices/,
      }),
    )
    await userEvent.type(await message(), 'the first{Enter}')
    expect(given('conversations.send')[1]).toMatchObject({
      text: 'The one of 3 November (1,240.00 €)',
      answers: 'q-rename',
    })
  })

  it('does not give what is being typed to a question that arrives meanwhile', async () => {
    open(fullWorld(noon))
    show('c-trip')
    await userEvent.type(await message(), 'Never mind, I will')
    act(() =>
      bridge.emit({
        event: 'question.changed',
        data: questionRow({ id: 'q-new', deliverTo: 'c-trip', prompt: 'By bus?' }),
      }),
    )
    expect(await screen.findByText('1 question is open')).toBeDefined()
    await userEvent.type(await message(), ' drive{Enter}')
    expect(given('conversations.send')[0]).toMatchObject({ text: 'Never mind, I will drive' })
    expect(given('conversations.send')[0]).not.toHaveProperty('answers')
  })

  it('asks for a decision in words it knows, and sends no message for it', async () => {
    open(fullWorld(noon))
    show('c-logs')
    await userEvent.type(await message(), 'hm{Enter}')
    expect(screen.getByText(/^Say one of: Allow once, Always allow, Deny/)).toBeDefined()
    await userEvent.clear(await message())
    await userEvent.type(await message(), 'allow once{Enter}')
    expect(given('conversations.send')).toEqual([])
    expect(given('questions.answer')).toMatchObject([
      { id: 'q-confirm', answer: { kind: 'confirm', decision: 'allow' } },
    ])
  })

  it('keeps a draft for each conversation', async () => {
    open(fullWorld(noon))
    show('c-trip')
    await userEvent.type(await message(), 'half a thought')
    show('c-tax')
    expect(((await message()) as HTMLTextAreaElement).value).toBe('')
    show('c-trip')
    expect(((await message()) as HTMLTextAreaElement).value).toBe('half a thought')
  })

  it('keeps the words of a message that could not be sent, and sends it again as the same message', async () => {
    open(fullWorld(noon))
    show('c-trip')
    bridge.override({
      'conversations.send': () => {
        throw new Refusal('unavailable', 'The disk is full. Free some space.')
      },
    })
    await userEvent.type(await message(), 'Hello?{Enter}')
    expect(await screen.findByText(/Not sent. The disk is full/)).toBeDefined()
    bridge.override({ 'conversations.send': () => ({ turnId: 't' }) })
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }))
    const sent = given('conversations.send') as readonly {
      readonly clientId: string
      readonly text: string
    }[]
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
  })

  it('replies to the notice that was chosen', async () => {
    open(fullWorld(noon))
    show('c-digest')
    await userEvent.click(await screen.findByRole('button', { name: 'Reply' }))
    expect(screen.getByText('Replying to: Morning digest')).toBeDefined()
    await userEvent.type(await message(), 'Shorter, please{Enter}')
    expect(given('conversations.send')[0]).toMatchObject({ text: 'Shorter, please', replyTo: 'm-d1' })
  })

  it('breaks the line with Shift+Enter and sends with Enter', async () => {
    open(fullWorld(noon))
    show('c-trip')
    await userEvent.type(await message(), 'one{Shift>}{Enter}{/Shift}two{Enter}')
    expect(given('conversations.send')).toMatchObject([{ text: 'one\ntwo' }])
  })
})

describe('a conversation', () => {
  it('folds a tool call into one line and opens it', async () => {
    open(fullWorld(noon))
    const line = await screen.findByRole('button', { name: /^Read long.md/ })
    expect(line.textContent).toContain('12 ms')
    expect(screen.queryByText(/It sleeps better now/)).toBeNull()
    await userEvent.click(line)
    expect(screen.getByText(/It sleeps better now/)).toBeDefined()
  })

  it('says by whom a question was answered', async () => {
    open(fullWorld(noon))
    expect(
      await screen.findByText(/^Answered from the inbox at \d\d:\d\d: People who use it already\./),
    ).toBeDefined()
  })

  it('says why a turn failed and does it again', async () => {
    open(fullWorld(noon))
    act(() => goTo({ screen: 'conversations', conversationId: 'c-trip' }))
    expect(await screen.findByText(/^The model was overloaded/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(given('turns.retry')).toEqual([{ turnId: 't-trip' }])
  })

  it('stops what is under way', async () => {
    open(fullWorld(noon))
    act(() => goTo({ screen: 'conversations', conversationId: 'c-garden' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(given('turns.cancel')).toEqual([{ turnId: 't-garden' }])
    expect(await screen.findByText('You stopped this.')).toBeDefined()
  })

  it('is made with its first message', async () => {
    open(emptyWorld())
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Hello{Enter}')
    const log = await screen.findByRole('log', { name: 'Conversation' })
    expect(await within(log).findByText('Hello')).toBeDefined()
    expect(given('conversations.create')).toEqual([{}])
    expect(given('conversations.send')).toHaveLength(1)
  })

  it('that cannot be loaded says so and is loaded when asked again', async () => {
    open(fullWorld(noon))
    bridge.override({
      'conversations.messages': () => {
        throw new Refusal('internal', 'The database is busy.')
      },
    })
    act(() => goTo({ screen: 'conversations', conversationId: 'c-tax' }))
    expect(await screen.findByText('The database is busy.')).toBeDefined()
    bridge.override({ 'conversations.messages': () => ({ messages: [], nextBefore: null }) })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('All quiet here.')).toBeDefined()
  })
})
