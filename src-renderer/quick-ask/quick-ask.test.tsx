import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld } from '../dev/world.ts'
import { QuickAsk } from './quick-ask.tsx'
import { beginAnew, useQuickChat } from './quick-chat.ts'

const field = () => screen.getByRole('textbox', { name: 'Quick ask' })
const answer = () => screen.findByRole('log', { name: 'Answer' })

beforeEach(() => {
  useQuickChat.setState({ text: '' })
  beginAnew()
})

describe('the quick-ask window', () => {
  it('sends into a new chat with Enter, streams the answer below, and goes on in the same chat', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />)
    expect(document.activeElement).toBe(field())
    await userEvent.type(field(), 'What is it?{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.send')).toHaveLength(1))
    await waitFor(() => expect(field()).toHaveProperty('value', ''))
    expect((await answer()).textContent).toContain('What is it?')
    await waitFor(async () => expect((await answer()).textContent).toContain('what was asked'))
    await userEvent.type(field(), 'And then?{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.send')).toHaveLength(2))
    const [first, second] = givenTo(bridge, 'conversations.send') as readonly Record<string, string>[]
    expect(givenTo(bridge, 'conversations.create')).toHaveLength(1)
    expect(second?.['conversationId']).toBe(first?.['conversationId'])
    expect(second?.['clientId']).not.toBe(first?.['clientId'])
  })

  it('breaks the line with Shift+Enter and sends nothing that is empty', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />)
    await userEvent.type(field(), '{Enter}a{Shift>}{Enter}{/Shift}b')
    expect(givenTo(bridge, 'conversations.create')).toEqual([])
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.send')).toMatchObject([{ text: 'a\nb' }]))
  })

  it('goes on in the main window when asked to', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />)
    await userEvent.type(field(), 'Hello{Enter}')
    await userEvent.click(await screen.findByRole('button', { name: 'Open in Dormouse' }))
    const [chat] = bridge.world.conversations
    await waitFor(() => expect(givenTo(bridge, 'app.hideQuickAsk')).toHaveLength(1))
    expect(givenTo(bridge, 'app.showWindow')).toEqual([
      { place: { screen: 'conversations', conversationId: chat?.id } },
    ])
  })

  it('is put away by Escape, and by a look elsewhere where nothing is typed', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />)
    const hidden = () => givenTo(bridge, 'app.hideQuickAsk').length
    await userEvent.type(field(), 'half a thought')
    act(() => void window.dispatchEvent(new Event('blur')))
    expect(hidden()).toBe(0)
    await userEvent.keyboard('{Escape}')
    expect(hidden()).toBe(1)
    await userEvent.clear(field())
    act(() => void window.dispatchEvent(new Event('blur')))
    expect(hidden()).toBe(2)
  })

  it('is empty when it is shown again, but for what was typed and not sent', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />)
    await userEvent.type(field(), 'Hello{Enter}')
    await answer()
    await userEvent.type(field(), 'more')
    act(() => bridge.open({ action: 'quick-ask' }))
    expect(screen.queryByRole('log')).toBeNull()
    expect(field()).toHaveProperty('value', 'more')
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.create')).toHaveLength(2))
  })

  it('says why a question was not sent, and sends it again as the same message', async () => {
    const bridge = renderWithBridge(emptyWorld(), <QuickAsk />, {
      'conversations.send': () => {
        throw new Refusal('internal', 'The disk is full.')
      },
    })
    await userEvent.type(field(), 'Hello{Enter}')
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    expect(field()).toHaveProperty('value', 'Hello')
    bridge.override({ 'conversations.send': () => ({ turnId: 't' }) })
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(field()).toHaveProperty('value', ''))
    const [first, second] = givenTo(bridge, 'conversations.send')
    expect(second).toEqual(first)
    expect(givenTo(bridge, 'conversations.create')).toHaveLength(1)
  })

  it('makes room for the answer when there is one', async () => {
    const resize = vi.spyOn(window, 'resizeTo').mockImplementation(() => undefined)
    renderWithBridge(emptyWorld(), <QuickAsk />)
    expect(resize).toHaveBeenLastCalledWith(window.outerWidth, 104)
    await userEvent.type(field(), 'Hello{Enter}')
    await answer()
    expect(resize).toHaveBeenLastCalledWith(window.outerWidth, 480)
    resize.mockRestore()
  })
})
