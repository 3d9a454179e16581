import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'
import { SlotStrip } from './slot-strip.tsx'

afterEach(cleanup)

const due = new Date(2026, 10, 23, 9).getTime()
const day = 86_400_000
const statuses = ['succeeded', 'missed', 'failed', 'waiting'] as const
const marks = statuses.map((status, index): SlotMark => ({
  runId: `r-${index}`,
  nominalAt: due + index * day,
  startedAt: due + index * day,
  status,
  late: false,
  reason: status === 'failed' ? 'No network.' : null,
  reasonCode: status === 'missed' ? 'asleep' : null,
}))

function draw() {
  const opened: string[] = []
  render(
    <>
      <button type="button">before</button>
      <SlotStrip marks={marks} onOpen={(runId) => opened.push(runId)} />
      <button type="button">after</button>
    </>,
  )
  const strip = within(screen.getByRole('list', { name: 'Last 14 times' }))
  return { opened, buttons: strip.getAllByRole('button') }
}
const focused = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null

describe('the strip of the last times', () => {
  it('has a name for each mark, and a drawing of its own for each kind', () => {
    const { buttons } = draw()
    expect(buttons.map((button) => button.getAttribute('aria-label')?.replace(/^.* — /, ''))).toEqual([
      'ran',
      'missed: the computer was asleep',
      'failed: No network.',
      'waiting for your answer',
    ])
    expect(new Set(buttons.map((button) => button.querySelector('svg')?.innerHTML)).size).toBe(4)
  })

  it('is one stop of the Tab key, at the newest, and the arrow keys move inside', async () => {
    const { opened } = draw()
    await userEvent.tab()
    await userEvent.tab()
    expect(focused()).toMatch(/waiting for your answer/)
    await userEvent.keyboard('{ArrowRight}')
    expect(focused()).toMatch(/waiting for your answer/)
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(focused()).toMatch(/missed/)
    await userEvent.keyboard('{Enter}')
    expect(opened).toEqual(['r-1'])
    await userEvent.keyboard('{Home}')
    expect(focused()).toMatch(/ran$/)
    await userEvent.keyboard('{End}')
    expect(focused()).toMatch(/waiting/)
    await userEvent.tab()
    expect(document.activeElement?.textContent).toBe('after')
  })

  it('shows the words of the mark that is pointed at, and opens its run', async () => {
    const { buttons, opened } = draw()
    const [, missed] = buttons
    if (!missed) throw new Error('no mark')
    await userEvent.hover(missed)
    expect(await screen.findByText(/missed: the computer was asleep/)).toBeDefined()
    await userEvent.click(missed)
    expect(opened).toEqual(['r-1'])
  })
})
