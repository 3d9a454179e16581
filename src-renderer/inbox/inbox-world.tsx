import { screen, within } from '@testing-library/react'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { FakeBridge } from '../dev/fake-bridge.ts'
import { renderWithBridge } from '../dev/render-with-bridge.tsx'
import { vi } from 'vitest'
import { inboxRow, questionRow, scheduleRow } from '../dev/rows.ts'
import { emptyWorld, type World } from '../dev/world.ts'
import { InboxScreen } from './inbox-screen.tsx'

/* What the tests of the inbox share: worlds to look at, and ways to find things in them. */

export const noon = new Date(2026, 10, 21, 12).getTime()

/** An open question and its item, as the n-th newest. */
export function ask(
  world: World,
  index: number,
  question: Partial<Question> = {},
  item: Partial<InboxItem> = {},
): void {
  const row = questionRow({
    id: `q-${index}`,
    deliverTo: 'c',
    prompt: `Prompt ${index}`,
    askedAt: noon - index * 1000,
    ...question,
  })
  world.questions.push(row)
  world.inbox.push(
    inboxRow({
      id: `i-${index}`,
      kind: 'question',
      title: `Title ${index}`,
      body: row.prompt,
      at: row.askedAt,
      question: row,
      runId: 'r',
      ...item,
    }),
  )
}

/** A result of the n-th hour before. */
export function tell(world: World, index: number, item: Partial<InboxItem> = {}): void {
  world.inbox.push(
    inboxRow({
      id: `d-${index}`,
      kind: 'result',
      title: `Done ${index}`,
      body: `Result ${index}`,
      at: noon - (index + 1) * 3_600_000,
      conversationId: 'c',
      ...item,
    }),
  )
}

/** An inbox with `open` questions and `done` results. */
export function inboxWorld(open: number, done = 0): World {
  const world = emptyWorld()
  world.schedules = [
    scheduleRow({ id: 's-mail', deliverTo: 'c', title: 'Sort the mail' }),
    scheduleRow({ id: 's-news', deliverTo: 'c', title: 'Read the news' }),
  ]
  for (let index = 0; index < open; index++) ask(world, index)
  for (let index = 0; index < done; index++) tell(world, index)
  return world
}

export function showInbox(world: World): FakeBridge {
  return renderWithBridge(world, <InboxScreen />)
}

export const list = async () => screen.findByRole('list', { name: 'Inbox' })
export const items = async () => within(await list()).getAllByRole('listitem')
export const item = async (title: string) => screen.findByRole('listitem', { name: new RegExp(`^${title}`) })
export const tab = (name: string) => screen.getByRole('tab', { name })
export const titles = async () =>
  (await items()).map((one) => within(one).queryByRole('heading')?.firstChild?.textContent)

/** Everything is 600 pixels high: only what fits is drawn, and happy-dom has no layout. */
export function layOut(): void {
  for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(600)
}
