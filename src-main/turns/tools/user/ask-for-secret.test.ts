import { describe, expect, it } from 'vitest'
import { fakePlace, fakeRooms } from '../../../testing/fake-rooms.ts'
import { rehearsedCall } from '../../rehearsed-call.ts'
import type { PreparedCall } from '../tool.ts'
import { askForSecretTool } from './ask-for-secret.ts'

const asked = { name: 'GITHUB_TOKEN', purpose: 'To push. Make one in your settings on GitHub.' }

function prepare(
  input: unknown,
  state: 'kept' | 'lost' | 'none' = 'none',
): Extract<PreparedCall, { kind: 'ask' }> {
  const rooms = fakeRooms()
  const prepared = askForSecretTool({ secrets: { ...rooms.secrets, state: () => state } }).prepare(input)
  if (!prepared.ok) throw new Error(prepared.message)
  if (prepared.call.kind !== 'ask') throw new Error('it does not ask')
  return prepared.call
}
const place = fakePlace('/')

describe('a secret', () => {
  it('is asked for by name and purpose, with what was done so far', () => {
    const call = prepare({ ...asked, done_so_far: 'Committed.' })
    expect(call.label).toBe('Ask for the secret GITHUB_TOKEN')
    expect(call.answered(place)).toBeNull()
    expect(call.ask).toEqual({
      kind: 'credential',
      prompt: `The secret GITHUB_TOKEN: ${asked.purpose}`,
      secret: asked,
      done: 'Committed.',
    })
  })

  it('that is there is not asked for again, unless it is to be replaced', () => {
    expect(prepare(asked, 'kept').answered(place)).toMatchObject({
      isError: false,
      content: expect.stringContaining('is there already'),
    })
    const again = prepare({ ...asked, replace: true }, 'kept')
    expect(again.answered(place)).toBeNull()
    expect(again.ask.prompt).toMatch(/^The secret GITHUB_TOKEN again: /)
  })

  it('that the vault has lost is asked for', () => {
    expect(prepare(asked, 'lost').answered(place)).toBeNull()
  })

  it.each(['PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'GIT_SSH_COMMAND'])('cannot be called %s', (name) => {
    expect(() => prepare({ ...asked, name })).toThrow(`${name} means something to programs`)
  })

  it.each(['github_token', '1A', 'A-B', '', 'A=B'])('cannot be called “%s” either', (name) => {
    expect(() => prepare({ ...asked, name })).toThrow(/ask_for_secret was not run/)
  })

  it('is not asked for in a rehearsal, which goes on as if it were there', () => {
    expect(rehearsedCall('ask_for_secret', prepare(asked), 'run')).toMatchObject({
      denial: { name: 'ask_for_secret', wouldHave: 'asked' },
      result: { content: expect.stringContaining('Go on as if the secret GITHUB_TOKEN were there') },
    })
  })
})
