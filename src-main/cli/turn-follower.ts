import type { Turn } from '../../src-shared/domain/turn.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'

type StoppedTurn = Exclude<Turn, { status: 'queued' } | { status: 'running' }>

/** Follows one turn through the events and says what it says. */
export interface TurnFollower {
  take(event: AppEvent): void
  /** Which turn it is. Events that came before are not lost. */
  follow(turnId: string): void
  /** Resolves when the turn has ended or waits for the user. */
  readonly stopped: Promise<StoppedTurn>
  /** What the assistant has said in whole messages, separated by blank lines. */
  text(): string
}

/**
 * `onText` gets every piece of the answer once, whether it was streamed, or comes only with the message itself because
 * the stream was joined late; `onTool` the label of every tool call.
 */
export function createTurnFollower(on: {
  onText(piece: string): void
  onTool(label: string): void
}): TurnFollower {
  let turnId: string | null = null
  let early: AppEvent[] = []
  /** What was told of each message, and what it is in the end. */
  const said = new Map<string, string>()
  const committed = new Map<string, string>()
  const told = new Set<string>()
  let resolveStopped: ((turn: StoppedTurn) => void) | null = null
  const stopped = new Promise<StoppedTurn>((resolve) => {
    resolveStopped = resolve
  })

  function extend(messageId: string, whole: string): void {
    const before = said.get(messageId)
    if ((before ?? '').startsWith(whole)) return
    said.set(messageId, whole)
    if (before !== undefined && whole.startsWith(before)) on.onText(whole.slice(before.length))
    // Another message, or this one begun again after its stream was cut.
    else on.onText(said.size > 1 || before !== undefined ? `\n\n${whole}` : whole)
  }

  function take(event: AppEvent): void {
    if (turnId === null) {
      early.push(event)
      return
    }
    switch (event.event) {
      case 'message.delta': {
        const { data } = event
        if (data.turnId !== turnId || data.kind !== 'text') return
        const before = said.get(data.messageId) ?? ''
        // A piece that leaves a hole waits for the whole message.
        if (data.offset <= before.length) extend(data.messageId, before.slice(0, data.offset) + data.text)
        return
      }
      case 'message.appended':
      case 'message.changed': {
        const { data } = event
        if (data.turnId !== turnId || data.role !== 'assistant') return
        const texts = data.content.filter((block) => block.type === 'text').map((block) => block.text)
        extend(data.id, texts.join(''))
        committed.set(data.id, texts.join(''))
        for (const block of data.content) {
          if (block.type !== 'tool_use' || told.has(block.id)) continue
          told.add(block.id)
          on.onTool(block.label ?? block.name)
        }
        return
      }
      case 'turn.changed': {
        const { data } = event
        if (data.id === turnId && data.status !== 'queued' && data.status !== 'running')
          resolveStopped?.(data)
        return
      }
      default:
    }
  }

  return {
    take,
    follow(id) {
      turnId = id
      const waiting = early
      early = []
      for (const event of waiting) take(event)
    },
    stopped,
    text: () => [...committed.values()].filter((text) => text !== '').join('\n\n'),
  }
}
