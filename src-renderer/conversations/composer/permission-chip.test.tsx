import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fullWorld } from '../../dev/full-world.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { emptyWorld } from '../../dev/world.ts'
import { ConversationHeader } from '../conversation-header.tsx'
import { NewChat } from '../new-chat.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()

async function openMenu(now: string) {
  await userEvent.click(await screen.findByRole('button', { name: `Permission: ${now}` }))
}
const choose = async (name: RegExp | string) =>
  userEvent.click(await screen.findByRole('menuitemradio', { name }))

describe('the permission of a conversation', () => {
  it('is shown in its head, and changed there', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <ConversationHeader id="c-release" />)
    await openMenu('Ask')
    expect((await screen.findByRole('menuitemradio', { name: /^Ask/ })).getAttribute('aria-checked')).toBe(
      'true',
    )
    await choose(/^Read only/)
    expect(givenTo(bridge, 'conversations.setPermission')).toEqual([
      { id: 'c-release', permission: 'read-only' },
    ])
    expect(await screen.findByRole('button', { name: 'Permission: Read only' })).toBeDefined()
  })

  it('is full at once where commands are confined', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <ConversationHeader id="c-release" />)
    await openMenu('Ask')
    await choose(/^Full/)
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.setPermission')).toMatchObject([{ permission: 'full' }]),
    )
  })

  it('is full without a sandbox only after it was said plainly and confirmed', async () => {
    const world = fullWorld(noon)
    world.toolWorld.sandbox = { kind: 'none', message: 'Install bubblewrap: apt install bubblewrap.' }
    const bridge = renderWithBridge(world, <ConversationHeader id="c-release" />)
    await openMenu('Ask')
    await choose(/^Full/)
    const dialog = await screen.findByRole('dialog', { name: 'Commands would not be confined' })
    expect(dialog.textContent).toContain('read and change every file that you can')
    expect(dialog.textContent).toContain('Install bubblewrap')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(givenTo(bridge, 'conversations.setPermission')).toEqual([])
    await openMenu('Ask')
    await choose(/^Full/)
    await userEvent.click(await screen.findByRole('button', { name: 'Choose Full all the same' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.setPermission')).toMatchObject([{ permission: 'full' }]),
    )
  })

  it('is asked about too when nobody can say whether there is a sandbox', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <ConversationHeader id="c-release" />, {
      'tools.status': () => {
        throw new Refusal('unavailable', 'Try again in a minute.')
      },
    })
    await openMenu('Ask')
    await choose(/^Full/)
    expect((await screen.findByRole('dialog')).textContent).toContain('could not be found out')
    expect(givenTo(bridge, 'conversations.setPermission')).toEqual([])
  })

  it('has MCP servers of its own, and goes back to the usual ones', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <ConversationHeader id="c-release" />)
    await openMenu('Ask')
    const notes = await screen.findByRole('menuitemcheckbox', { name: 'notes' })
    expect(notes.getAttribute('aria-checked')).toBe('false')
    await userEvent.click(notes)
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.setPermission')).toEqual([
        { id: 'c-release', tools: { mcpServers: ['mcp-calendar', 'mcp-github', 'mcp-notes'] } },
      ]),
    )
    await openMenu('Ask')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Use the usual servers' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.setPermission').at(-1)).toEqual({ id: 'c-release', tools: {} }),
    )
  })

  it('trusts sources that are named, and says what is not one', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <ConversationHeader id="c-release" />)
    await openMenu('Ask')
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Trusted sources/ }))
    const field = await screen.findByLabelText('Trust a source')
    await userEvent.type(field, 'everything{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('Write web:example.com')
    await userEvent.clear(field)
    await userEvent.type(field, 'https://example.com/news{Enter}')
    expect(givenTo(bridge, 'conversations.setPermission')).toEqual([
      { id: 'c-release', tools: { trustedSources: ['web:example.com'] } },
    ])
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Web pages of example.com' }))
    expect(givenTo(bridge, 'conversations.setPermission').at(-1)).toEqual({ id: 'c-release', tools: {} })
  })
})

describe('a new chat', () => {
  it('begins with the usual policy, and asks for no other', async () => {
    const world = emptyWorld()
    world.settings.chatPermission = 'read-only'
    const bridge = renderWithBridge(world, <NewChat />)
    expect(await screen.findByRole('button', { name: 'Permission: Read only' })).toBeDefined()
    await userEvent.type(screen.getByLabelText('Message'), 'Look{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.send')).toHaveLength(1))
    expect(givenTo(bridge, 'conversations.setPermission')).toEqual([])
  })

  it('has the policy that was chosen before its first message is sent', async () => {
    const bridge = renderWithBridge(emptyWorld(), <NewChat />)
    await openMenu('Ask')
    await choose(/^Allow listed/)
    await userEvent.type(screen.getByLabelText('Message'), 'Look{Enter}')
    await waitFor(() => expect(givenTo(bridge, 'conversations.send')).toHaveLength(1))
    const routes = bridge.calls.map(({ route }) => route)
    expect(routes.indexOf('conversations.setPermission')).toBeLessThan(routes.indexOf('conversations.send'))
    expect(givenTo(bridge, 'conversations.setPermission')).toMatchObject([{ permission: 'allow-listed' }])
  })

  it('sends nothing when its policy could not be set', async () => {
    const bridge = renderWithBridge(emptyWorld(), <NewChat />, {
      'conversations.setPermission': () => {
        throw new Refusal('internal', 'The disk is full.')
      },
    })
    await openMenu('Ask')
    await choose(/^Read only/)
    await userEvent.type(screen.getByLabelText('Message'), 'Look{Enter}')
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    expect(givenTo(bridge, 'conversations.send')).toEqual([])
    expect(bridge.world.conversations).toEqual([])
    expect(screen.getByLabelText<HTMLTextAreaElement>('Message').value).toBe('Look')
  })
})
