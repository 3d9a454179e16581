import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { FakeRoutes } from '../../../dev/fake-bridge.ts'
import { fullWorld } from '../../../dev/full-world.ts'
import { Refusal } from '../../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { conversationRow } from '../../../dev/rows.ts'
import { emptyWorld } from '../../../dev/world.ts'
import { SecretSection } from './secret-section.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const open = (routes: FakeRoutes = {}) => renderWithBridge(fullWorld(noon), <SecretSection />, routes)
const press = async (name: RegExp | string) => userEvent.click(await screen.findByRole('button', { name }))

describe('the secrets', () => {
  it('stand by name with whose they are, since when and when last used; a lost one says what to do', async () => {
    open()
    const names = (await screen.findAllByText(/^[A-Z_]+$/)).map((one) => one.textContent)
    expect(names).toEqual(['MAIL_PASSWORD', 'GITHUB_TOKEN'])
    expect(screen.getByText(/For the schedule “Morning digest”/).textContent).toMatch(/last used 07:00\.$/)
    const lost = screen.getByText(/For the conversation “Invoices of November”/)
    expect(lost.textContent).toContain('never used')
    expect(lost.textContent).toContain('The vault has lost it, as at the last quit. Give it again')
    expect(screen.getByText('Lost')).toBeDefined()
  })

  it('name the place of a run that is not among the chats, and say when the place is gone', async () => {
    const world = fullWorld(noon)
    const [secret] = world.pauseWorld.secrets
    if (!secret) throw new Error('no secret')
    world.pauseWorld.secrets = [
      { ...secret, id: 'x1', scheduleId: null, conversationId: 'hidden' },
      { ...secret, id: 'x2', scheduleId: null, conversationId: 'gone' },
    ]
    renderWithBridge(world, <SecretSection />, {
      'conversations.get': ({ id }) => {
        if (id === 'gone') throw new Refusal('not_found', 'It is not there any more.')
        return {
          ...conversationRow({ id, kind: 'background', title: 'Tidy the archive' }),
          session: null,
          activeTurns: [],
          live: [],
          questions: [],
        }
      },
    })
    expect(await screen.findByText(/For the conversation “Tidy the archive”/)).toBeDefined()
    expect(await screen.findByText(/For the removed conversation\./)).toBeDefined()
  })

  it('say where they come from while there is none', async () => {
    renderWithBridge(emptyWorld(), <SecretSection />)
    expect(await screen.findByText('No secret yet.')).toBeDefined()
    expect(screen.getByText(/A run asks when it needs one/)).toBeDefined()
  })

  it('follow what is given and removed elsewhere', async () => {
    const bridge = open()
    await screen.findByText('GITHUB_TOKEN')
    bridge.world.pauseWorld.secrets = []
    act(() => bridge.emit({ event: 'secrets.changed', data: { owner: 's-digest' } }))
    expect(await screen.findByText('No secret yet.')).toBeDefined()
  })
})

describe('a new value', () => {
  it('is typed unseen, given once, and is nowhere in the window after', async () => {
    const bridge = open()
    await press(/^Give again: MAIL_PASSWORD/)
    const field = await screen.findByLabelText<HTMLInputElement>('New value of MAIL_PASSWORD')
    expect(field.type).toBe('password')
    expect(field.autocomplete).toBe('off')
    expect(screen.getByText(/It goes to the vault of this computer/)).toBeDefined()
    await userEvent.type(field, 'hush-hush{Enter}')
    expect(givenTo(bridge, 'secrets.set')).toEqual([{ id: 'x-mail', value: 'hush-hush' }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await screen.findByText('MAIL_PASSWORD has its new value.')).toBeDefined()
    await waitFor(() => expect(screen.queryByText('Lost')).toBeNull())
    expect(document.documentElement.innerHTML).not.toContain('hush-hush')
    await press(/^Replace: MAIL_PASSWORD/)
    expect((await screen.findByLabelText<HTMLInputElement>('New value of MAIL_PASSWORD')).value).toBe('')
  })

  it('is shown only while the user looks', async () => {
    open()
    await press(/^Replace: GITHUB_TOKEN/)
    const field = await screen.findByLabelText<HTMLInputElement>('New value of GITHUB_TOKEN')
    await press('Show what is typed')
    expect(field.type).toBe('text')
    await press('Hide what is typed')
    expect(field.type).toBe('password')
  })

  it('that the vault refuses is said in its words, and what was typed stays', async () => {
    open({
      'secrets.set': () => {
        throw new Refusal('unavailable', 'This system has no keyring. Install one.')
      },
    })
    await press(/^Replace: GITHUB_TOKEN/)
    const field = await screen.findByLabelText<HTMLInputElement>('New value of GITHUB_TOKEN')
    await userEvent.type(field, 'hush{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('Install one.')
    expect(field.value).toBe('hush')
  })
})

describe('removing', () => {
  it('says what will happen and is done only when that was confirmed', async () => {
    const bridge = open()
    await press(/^Remove: GITHUB_TOKEN/)
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove GITHUB_TOKEN?' }))
    expect(dialog.getByText(/the next run that needs it asks you for it/)).toBeDefined()
    expect(givenTo(bridge, 'secrets.remove')).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Remove secret' }))
    expect(givenTo(bridge, 'secrets.remove')).toEqual([{ id: 'x-github' }])
    await waitFor(() => expect(screen.queryByText('GITHUB_TOKEN')).toBeNull())
  })
})
