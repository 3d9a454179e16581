import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src-shared/domain/message.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { changeRow, conversationRow, messageRow, questionRow, turnRow } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { openThread, useThreadStore } from '../../stores/thread-store.ts'
import { AssistantMessage } from './assistant-message.tsx'

type Result = Extract<Block, { type: 'tool_result' }>

const use = (name: string, label: string): Block => ({
  type: 'tool_use',
  id: 'u',
  name,
  input: { path: 'a.md' },
  label,
})
const result = (row: Partial<Result> = {}): Block => ({
  type: 'tool_result',
  toolUseId: 'u',
  content: 'Edited a.md.',
  isError: false,
  startedAt: 1000,
  endedAt: 1031,
  ...row,
})
const call = { messageId: 'm', toolUseId: 'u' }

function worldWith(content: Block[]): World {
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c' })]
  world.messages = [messageRow({ id: 'm', conversationId: 'c', turnId: 't', role: 'assistant', content })]
  const change = changeRow({ turnId: 't', shown: 'a.md', calls: [call] })
  world.workWorld.changes = [change]
  world.workWorld.diffs.set(change.path, '@@ -1 +1 @@\n-old\n+new\n')
  return world
}

function Thread() {
  const messages = useThreadStore((threads) => threads.get('c')?.messages ?? none)
  return messages.map((message) => <AssistantMessage key={message.id} message={message} />)
}
const none: never[] = []

async function show(world: World): Promise<FakeBridge> {
  const bridge = renderWithBridge(world, <Thread />)
  await openThread('c')
  return bridge
}

describe('a tool call in a conversation', () => {
  it('says what it came to, and shows the diff of a file once it is opened', async () => {
    const bridge = await show(
      worldWith([use('edit_file', 'Edit a.md'), result({ detail: { did: 'Edited a.md, +1 −1' } })]),
    )
    const line = await screen.findByRole('button', { name: /^Edited a\.md, \+1 −1/ })
    expect(line.textContent).toContain('31 ms')
    await screen.findByText('1 file changed')
    expect(givenTo(bridge, 'changes.diff')).toEqual([])
    await userEvent.click(line)
    const files = await screen.findByRole('list', { name: 'Files that this step changed' })
    expect(await within(files).findByText('new')).toBeDefined()
    expect(givenTo(bridge, 'changes.diff')).toEqual([{ turnId: 't', path: '/home/ada/site/a.md', call }])
  })

  it('says that it was refused, and why', async () => {
    await show(
      worldWith([
        use('run_command', 'Run git push'),
        result({
          content: 'The policy does not let commands run.',
          isError: true,
          refused: true,
          startedAt: null,
          endedAt: null,
        }),
      ]),
    )
    const line = await screen.findByRole('button', { name: /Run git push/ })
    expect(line.textContent).toBe('Run git pushrefused')
    await userEvent.click(line)
    expect(screen.getByText('Why it was refused')).toBeDefined()
    expect(screen.getByText('The policy does not let commands run.')).toBeDefined()
  })

  it('that the user allowed keeps its answer and shows what it did', async () => {
    const world = worldWith([
      use('edit_file', 'Edit a.md'),
      result({ detail: { did: 'Edited a.md, +1 −1' } }),
    ])
    world.questions = [
      questionRow({
        id: 'q',
        deliverTo: 'c',
        turnId: 't',
        kind: 'confirm',
        prompt: 'Edit `a.md`?',
        tool: { name: 'edit_file', input: { path: 'a.md' } },
        status: 'answered',
        answeredAt: 5,
        answeredVia: 'inbox',
        answerText: 'Allowed once',
      }),
    ]
    await show(world)
    expect(await screen.findByText(/Answered from the inbox/)).toBeDefined()
    expect(screen.getByRole('button', { name: /^Edited a\.md/ })).toBeDefined()
  })
})

describe('the files of an answer', () => {
  it('can be put back below it, and done again', async () => {
    const bridge = await show(worldWith([use('edit_file', 'Edit a.md'), result()]))
    await userEvent.click(await screen.findByRole('button', { name: "Undo this answer's changes" }))
    await userEvent.click(await screen.findByRole('button', { name: 'Undo 1 file' }))
    expect(await screen.findByRole('button', { name: 'Redo' })).toBeDefined()
    expect(givenTo(bridge, 'changes.undo')).toEqual([{ turnId: 't' }])
  })

  it('are not asked about when its tools only read, nor while it is under way', async () => {
    const reading = await show(worldWith([use('read_file', 'Read a.md'), result()]))
    await screen.findByRole('button', { name: /Read a\.md/ })
    expect(givenTo(reading, 'changes.list')).toEqual([])
    cleanup()
    const world = worldWith([use('edit_file', 'Edit a.md'), result()])
    world.turns = [turnRow({ id: 't', conversationId: 'c' }, { status: 'running' })]
    const working = await show(world)
    await screen.findByRole('button', { name: /Edit a\.md/ })
    await waitFor(() => expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull())
    expect(givenTo(working, 'changes.list')).toEqual([])
  })
})
