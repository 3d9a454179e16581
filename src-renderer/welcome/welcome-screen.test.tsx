import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { questionRow, runRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { demoStage, stepStates } from './demo-stage.ts'
import { WelcomeScreen } from './welcome-screen.tsx'

describe('the welcome', () => {
  it('shows a real run pause, takes the answer, and shows the result', async () => {
    const onDone = vi.fn<() => void>()
    const world = emptyWorld()
    const bridge = renderWithBridge(world, <WelcomeScreen onDone={onDone} />)
    await userEvent.click(screen.getByRole('button', { name: 'Show me' }))
    const [schedule] = await waitFor(() => {
      expect(world.schedules).toHaveLength(1)
      return world.schedules
    })
    if (!schedule) throw new Error('no schedule')
    expect(schedule.trigger.kind).toBe('once')
    const run = runRow({ id: 'r', scheduleId: schedule.id, status: 'waiting', startedAt: 1 })
    const question = questionRow({
      id: 'q',
      deliverTo: 'c',
      runId: 'r',
      kind: 'choice',
      prompt: 'Which colour?',
      options: ['amber', 'hazel'],
    })
    world.runs = [run]
    world.questions = [question]
    act(() => {
      bridge.emit({ event: 'run.changed', data: run })
      bridge.emit({ event: 'question.changed', data: question })
    })
    expect(await screen.findByRole('heading', { name: 'It needs you.' })).toBeDefined()
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'amber' }))
    await userEvent.keyboard('2{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toMatchObject([{ id: 'q', answer: { values: ['hazel'] } }])
    act(() =>
      bridge.emit({
        event: 'run.changed',
        data: { ...run, status: 'succeeded', endedAt: 2, result: 'It is hazel.' },
      }),
    )
    expect(await screen.findByText('It is hazel.')).toBeDefined()
    // The form that had the focus is gone with its question.
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Go to conversations' }))
    await userEvent.keyboard('{Enter}')
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('can be skipped, and leads to the models who has a key', async () => {
    const onDone = vi.fn<() => void>()
    const bridge = renderWithBridge(emptyWorld(), <WelcomeScreen onDone={onDone} />)
    await userEvent.click(screen.getByRole('button', { name: 'I have a key' }))
    expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab: 'Models' }])
    await userEvent.click(screen.getByRole('button', { name: 'Skip' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('takes a first message', async () => {
    const onDone = vi.fn<() => void>()
    const bridge = renderWithBridge(emptyWorld(), <WelcomeScreen onDone={onDone} />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'Hello{Enter}')
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(givenTo(bridge, 'conversations.send')).toMatchObject([{ text: 'Hello' }])
  })
})

describe('the stage of the demonstration', () => {
  const open = questionRow({ id: 'q', deliverTo: 'c' })
  const answered = questionRow({ id: 'q', deliverTo: 'c', status: 'answered' })
  it.each([
    [undefined, [], 'scheduled'],
    [runRow({ id: 'r', status: 'running' }), [], 'working'],
    [runRow({ id: 'r', status: 'waiting' }), [open], 'needs-you'],
    [runRow({ id: 'r', status: 'queued' }), [answered], 'finishing'],
    [runRow({ id: 'r', status: 'succeeded' }), [answered], 'done'],
    [runRow({ id: 'r', status: 'missed' }), [], 'ended-early'],
  ] as const)('is told by the rows', (run, questions, stage) => {
    expect(demoStage(run, questions)).toBe(stage)
    expect(stepStates(stage).filter((state) => state === 'now')).toHaveLength(stage === 'done' ? 0 : 1)
  })
})
