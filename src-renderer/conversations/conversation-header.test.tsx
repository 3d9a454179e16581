import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { renderWithBridge } from '../dev/render-with-bridge.tsx'
import { conversationRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { ChatMenu } from '../main-window/sidebar/chat-menu.tsx'
import { ConversationHeader } from './conversation-header.tsx'

const chat = conversationRow({ id: 'c', title: 'A chat' })
function open(): void {
  const world = emptyWorld()
  world.conversations = [chat]
  renderWithBridge(
    world,
    <>
      <ConversationHeader id="c" />
      <ChatMenu chat={chat} reachable />
    </>,
  )
}

it('a chat that was renamed by keys leaves the focus at its name', async () => {
  open()
  await userEvent.click(await screen.findByRole('button', { name: 'A chat' }))
  // Its words are marked, so that typing replaces them.
  await userEvent.keyboard('Plans{Enter}')
  const title = await screen.findByRole('button', { name: 'Plans' })
  await waitFor(() => expect(document.activeElement).toBe(title))
})

it('the menu in the head of a chat ends with all that its row has', async () => {
  open()
  await screen.findByRole('button', { name: 'A chat' })
  const entriesOf = async (name: string): Promise<(string | null)[]> => {
    await userEvent.click(screen.getByRole('button', { name }))
    const entries = (await screen.findAllByRole('menuitem')).map((entry) => entry.textContent)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull())
    return entries
  }
  const atRow = await entriesOf('Actions for A chat')
  expect(atRow).toContain('Move to folder…')
  expect((await entriesOf('More')).slice(-atRow.length)).toEqual(atRow)
})
