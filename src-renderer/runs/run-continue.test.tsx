import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import type { FakeBridge, FakeRoutes } from '../dev/fake-bridge.ts'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { questionRow, runRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { usePlace } from '../main-window/place-store.ts'
import { useContinueDrafts } from './continue-drafts.ts'
import { RunPage } from './run-page.tsx'

beforeEach(() => useContinueDrafts.setState(new Map(), true))

const work = { conversationId: 'b', sessionId: 's', turnId: 't', startedAt: 1, endedAt: 2 }

function open(
  row: Partial<Run>,
  routes: FakeRoutes = {},
  questions = [questionRow({ id: 'x', deliverTo: 'c' })],
) {
  const world = emptyWorld()
  world.runs = [runRow({ id: 'r', title: 'Report', ...work, ...row })]
  world.questions = questions
  return renderWithBridge(world, <RunPage runId="r" />, routes)
}
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'What next?' })
const given = (bridge: FakeBridge) => givenTo(bridge, 'runs.continue')

describe('an ended run goes on from its page', () => {
  it.each(['succeeded', 'failed', 'cancelled'] as const)(
    'after it has %s, with the button',
    async (status) => {
      const bridge = open({ status })
      await userEvent.type(await field(), ' make it shorter ')
      await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
      expect(given(bridge)).toEqual([{ id: 'r', text: 'make it shorter' }])
      expect(usePlace.getState()).toMatchObject({ screen: 'runs' })
      expect(usePlace.getState().runId).not.toBe('r')
    },
  )

  it.each(['Control', 'Meta'])('with %s and Enter, once however often it is pressed', async (key) => {
    const bridge = open({}, { 'runs.continue': () => new Promise(() => undefined) })
    await userEvent.type(await field(), `again{Enter}please{${key}>}{Enter}{Enter}{/${key}}`)
    expect(given(bridge)).toEqual([{ id: 'r', text: 'again\nplease' }])
  })

  it('keeps the words when it is refused, and says why', async () => {
    open(
      {},
      {
        'runs.continue': () => {
          throw new Refusal('unavailable', 'The disk is full. Free some space.')
        },
      },
    )
    await userEvent.type(await field(), 'again{Control>}{Enter}{/Control}')
    expect(await screen.findByText('The disk is full. Free some space.')).toBeDefined()
    expect((await field()).value).toBe('again')
  })

  it('says that it works on in a worktree of its branch, and that a rehearsal stays one', async () => {
    open({ branch: 'dormouse/report-1' })
    expect(await screen.findByText(/in a worktree of the branch dormouse\/report-1\.$/)).toBeDefined()
    open({ dryRun: true })
    expect(await screen.findByText(/It stays a rehearsal: nothing is changed\.$/)).toBeDefined()
  })
})

describe('a run that cannot go on', () => {
  it.each([
    [
      'never began',
      { status: 'skipped', sessionId: null, reason: 'Busy' },
      /because this run never began\.$/,
    ],
    ['lost its conversation', { conversationId: null, sessionId: null }, /its conversation was removed/],
  ] as const)('because it %s says so', async (_why, row, words) => {
    open(row)
    expect(await screen.findByText(words)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
  })

  it('because it is under way shows no field', async () => {
    open({ status: 'waiting', endedAt: null })
    expect(await screen.findByRole('heading', { name: 'Report' })).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'What next?' })).toBeNull()
  })
})

describe('what a run asks', () => {
  const ask = (id: string, row = {}) =>
    questionRow({
      id,
      deliverTo: 'c',
      runId: 'r',
      turnId: 't',
      prompt: `${id}?`,
      account: 'Report, run of 09:00 · 2 model calls so far\nSo far: Read notes.md',
      ...row,
    })

  it('stands on its page with its account and its default, each by itself, and turns at once into who answered', async () => {
    const bridge = open({ status: 'waiting', endedAt: null }, {}, [
      ask('size', { byDefault: 'I take large' }),
      ask('colour'),
    ])
    expect(await screen.findByText('size?')).toBeDefined()
    expect(screen.getAllByText('So far: Read notes.md')).toHaveLength(2)
    expect(screen.getByText(/I take large/)).toBeDefined()
    expect(screen.getAllByText('Waits for this and 1 more answer.')).toHaveLength(2)
    const [first] = screen.getAllByRole('textbox', { name: 'Your answer' })
    if (first) await userEvent.type(first, 'large{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toMatchObject([{ id: 'size', via: 'run page' }])
    expect(await screen.findByText(/^Answered from the run page at \d\d:\d\d: large$/)).toBeDefined()
    expect(screen.getByText('Waits for 1 more answer.')).toBeDefined()
  })
})
