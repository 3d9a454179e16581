import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { changeRow, questionRow, runRow, stepRow } from '../../dev/rows.ts'
import { outputKey } from '../../dev/work-world.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { RunPage } from '../run-page.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const step = (toolUseId: string, row: Partial<ToolStep> = {}) =>
  stepRow({ turnId: 't', messageId: 'm', toolUseId, startedAt: noon, endedAt: noon + 1400, ...row })

function worldWith(steps: ToolStep[], status: 'running' | 'waiting' | 'succeeded' = 'succeeded'): World {
  const world = emptyWorld()
  world.runs = [
    runRow({
      id: 'r',
      title: 'Tidy up',
      status,
      turnId: 't',
      nominalAt: noon,
      startedAt: noon,
      endedAt: status === 'succeeded' ? noon + 90_000 : null,
      usage: {
        inputTokens: 12_000,
        outputTokens: 900,
        cacheReadTokens: 40_000,
        cacheWriteTokens: 0,
        costMicroUsd: 61_000,
        steps: 3,
      },
      branch: 'dormouse/tidy-up',
    }),
  ]
  world.workWorld.steps = steps
  return world
}
const open = (world: World, routes = {}): FakeBridge => renderWithBridge(world, <RunPage runId="r" />, routes)
const steps = () => screen.findByRole('list', { name: 'Steps' })
const line = async (name: RegExp) => within(await steps()).findByRole('button', { name })

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(360)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(360)
  return () => vi.restoreAllMocks()
})

describe('the work of a run', () => {
  it('has every step as a line: what it did once that is known, how long it took, and how it ended', async () => {
    open(
      worldWith([
        step('u-1', { label: 'Edit a.md', detail: { did: 'Edited a.md, +3 −1' } }),
        step('u-2', { label: 'Run git push', isError: true, refused: true, startedAt: null, endedAt: null }),
        step('u-3', { label: 'Read b.md', isError: true }),
        step('u-4', { label: 'Fetch x', status: 'started', endedAt: null }),
      ]),
    )
    const items = within(await steps()).getAllByRole('listitem')
    expect(items.map((item) => item.textContent)).toEqual([
      'Edited a.md, +3 −11.4 s',
      'Run git pushrefused',
      'Read b.mdfailed · 1.4 s',
      'Fetch xnot finished',
    ])
  })

  it('opens a step by the keyboard: arguments, sources, sandbox, exit code, attachments and result', async () => {
    const picture = {
      kind: 'image',
      mediaType: 'image/png',
      blob: 'a'.repeat(64),
      bytes: 2048,
      name: 'plan.png',
    } as const
    open(
      worldWith([
        step('u-1', {
          name: 'web_fetch',
          label: 'Fetch x',
          input: { url: 'https://e.example', new_text: '<b>bold</b>\u202e' },
          result: 'What it said',
          sources: [{ kind: 'web', name: 'e.example' }],
          attachments: [picture],
          detail: { sandbox: 'bubblewrap', exitCode: 2 },
        }),
      ]),
    )
    const button = await line(/Fetch x/)
    button.focus()
    await userEvent.keyboard('{Enter}')
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const item = within(within(await steps()).getAllByRole('listitem')[0] ?? document.body)
    expect(item.getByText('new text').nextElementSibling?.textContent).toBe('<b>bold</b>⟨U+202E⟩')
    expect(item.getByText('Web page of e.example: not trusted')).toBeDefined()
    expect(item.getByText('In a sandbox (bubblewrap)')).toBeDefined()
    expect(item.getByText('Exit code 2')).toBeDefined()
    expect(item.getByText('What it said')).toBeDefined()
    expect(
      within(item.getByRole('list', { name: 'Given to the model' })).getByText('PNG image, 2 KB'),
    ).toBeDefined()
    expect(document.querySelector('img')).toBeNull()
    await userEvent.keyboard(' ')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(item.queryByText('What it said')).toBeNull()
  })

  it('folds a long result, and shows all of it when asked', async () => {
    const result = Array.from({ length: 40 }, (_, index) => `row ${index}`).join('\n')
    open(worldWith([step('u-1', { label: 'List all', result })]))
    await userEvent.click(await line(/List all/))
    expect(screen.queryByText(/row 39/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Show the whole result' }))
    expect(screen.getByText(/row 39/)).toBeDefined()
  })

  it('shows what a running command writes, open from the start, and stays open when it ends', async () => {
    const running = step('u-1', {
      name: 'run_command',
      label: 'Run npm test',
      status: 'started',
      endedAt: null,
    })
    const bridge = open(worldWith([running], 'running'))
    const button = await line(/Run npm test/)
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(await screen.findByText('It has written nothing yet.')).toBeDefined()
    act(() =>
      bridge.emit({
        event: 'tool.output',
        data: { turnId: 't', messageId: 'm', toolUseId: 'u-1', offset: 0, text: '3 tests passed\n' },
      }),
    )
    expect(await screen.findByText('3 tests passed')).toBeDefined()
    bridge.world.workWorld.outputs.set(
      outputKey({ messageId: 'm', toolUseId: 'u-1' }),
      new TextEncoder().encode('3 tests passed\nand the rest\n'),
    )
    bridge.world.workWorld.steps = [
      step('u-1', {
        name: 'run_command',
        label: 'Run npm test',
        detail: { did: 'Ran npm test', outputBytes: 28 },
      }),
    ]
    act(() => bridge.emit({ event: 'steps.changed', data: { turnId: 't' } }))
    expect((await line(/Ran npm test/)).getAttribute('aria-expanded')).toBe('true')
    expect(await screen.findByText('and the rest')).toBeDefined()
  })

  it('leads from a step that waits to its question on the same page', async () => {
    const world = worldWith(
      [
        step('u-1', {
          name: 'edit_file',
          label: 'Edit a.md',
          input: { path: 'a.md' },
          status: 'waiting',
          startedAt: null,
          endedAt: null,
        }),
      ],
      'waiting',
    )
    world.questions = [
      questionRow({
        id: 'q',
        deliverTo: 'c',
        runId: 'r',
        turnId: 't',
        kind: 'confirm',
        prompt: 'Edit `a.md`?',
        tool: { name: 'edit_file', input: { path: 'a.md' } },
      }),
    ]
    open(world)
    expect((await line(/Edit a.md/)).textContent).toContain('waiting for you')
    await userEvent.click(await screen.findByRole('button', { name: 'Go to the question' }))
    expect(document.activeElement?.closest('[aria-label="Question"]')).not.toBeNull()
  })

  it('reads the steps once for many changes that come together, and shows the newest', async () => {
    const bridge = open(worldWith([step('u-1', { label: 'Read a.md' })], 'running'))
    await line(/Read a.md/)
    const before = givenTo(bridge, 'turns.steps').length
    bridge.world.workWorld.steps.push(step('u-2', { label: 'Read z.md' }))
    act(() => {
      for (let at = 0; at < 20; at += 1) bridge.emit({ event: 'steps.changed', data: { turnId: 't' } })
    })
    expect(await line(/Read z.md/)).toBeDefined()
    expect(givenTo(bridge, 'turns.steps').length - before).toBeLessThanOrEqual(2)
  })

  it('says that nothing was done yet, and that it could not be loaded', async () => {
    open(worldWith([], 'running'))
    expect(await screen.findByText('It has not used a tool yet.')).toBeDefined()
    cleanup()
    const bridge = open(worldWith([step('u-1', { label: 'Read a.md' })]), {
      'turns.steps': () => {
        throw new Refusal('internal', 'The database is busy.')
      },
    })
    expect(await screen.findByText('The work could not be loaded.')).toBeDefined()
    bridge.override({ 'turns.steps': () => [step('u-1', { label: 'Read a.md' })] })
    await userEvent.click(screen.getAllByRole('button', { name: 'Try again' })[0] ?? document.body)
    expect(await line(/Read a.md/)).toBeDefined()
  })

  it('shows the newest of very many steps, and the earlier ones on demand', async () => {
    open(
      worldWith(Array.from({ length: 150 }, (_, index) => step(`u-${index}`, { label: `Read ${index}.md` }))),
    )
    expect(within(await steps()).getAllByRole('listitem')).toHaveLength(60)
    await userEvent.click(screen.getByRole('button', { name: 'Show 90 earlier steps' }))
    expect(within(await steps()).getAllByRole('listitem')).toHaveLength(150)
  })

  it('shows the files of a step with their diff when it is opened, and asks for them only then', async () => {
    const world = worldWith([step('u-1', { name: 'edit_file', label: 'Edit a.md' })])
    const call = { messageId: 'm', toolUseId: 'u-1' }
    const change = changeRow({ turnId: 't', shown: 'a.md', calls: [call] })
    world.workWorld.changes = [change]
    world.workWorld.diffs.set(change.path, '@@ -1 +1 @@\n-old\n+new\n')
    const bridge = open(world)
    const button = await line(/Edit a.md/)
    expect(givenTo(bridge, 'changes.list')).toEqual([{ turnId: 't' }])
    await userEvent.click(button)
    const files = await screen.findByRole('list', { name: 'Files that this step changed' })
    expect(await within(files).findByText('new')).toBeDefined()
    expect(givenTo(bridge, 'changes.list')).toContainEqual({ turnId: 't', call })
    expect(givenTo(bridge, 'changes.diff')).toContainEqual({ turnId: 't', path: change.path, call })
  })
})

describe('the facts of a run', () => {
  it('say how it spent its time, its steps, tokens and money, and the branch it left', async () => {
    const user = userEvent.setup()
    const world = worldWith([step('u-1')])
    const event = (id: number, kind: 'asked' | 'answered', after: number) => ({
      id,
      runId: 'r',
      at: noon + after,
      kind,
      text: '',
      detail: { questionIds: ['q'] },
    })
    world.runEvents = [event(1, 'asked', 10_000), event(2, 'answered', 70_000)]
    open(world)
    const fact = async (name: string) => (await screen.findByText(name)).nextElementSibling?.textContent
    await waitFor(async () =>
      expect(await fact('Took')).toBe('1 min 30 s30 s working, 1 min 00 s waiting for you'),
    )
    expect(await fact('Steps')).toBe('13 model calls')
    expect(await fact('Tokens')).toBe('52,90012k in, 900 out, 40k from cache')
    expect(await fact('Cost')).toBe('$0.06')
    expect(await fact('Left on branch')).toContain('dormouse/tidy-up')
    await user.click(screen.getByRole('button', { name: 'Copy the branch’s name' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('dormouse/tidy-up'))
  })
})
