import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { anyMoves, type Move } from './conversation-moves/any-moves.ts'
import { checkEvents } from './conversation-moves/check-events.ts'
import { checkPages } from './conversation-moves/check-pages.ts'
import { checkRows } from './conversation-moves/check-rows.ts'
import { checkSessions } from './conversation-moves/check-sessions.ts'
import { checkVersions } from './conversation-moves/check-versions.ts'
import { createHeldAnswers } from './conversation-moves/held-answers.ts'
import { makeMove } from './conversation-moves/make-move.ts'
import { playConversation } from './conversation-moves/played-conversation.ts'
import { createWatchingWindow } from './conversation-moves/watching-window.ts'
import { wrongContexts } from './conversation-moves/watched-contexts.ts'
import { startResident } from './start-resident.ts'

vi.mock(import('../turns/kept-context.ts'), async (original) => {
  const { createKeptContext } = await original()
  const { watchedContexts } = await import('./conversation-moves/watched-contexts.ts')
  return { createKeptContext: watchedContexts(createKeptContext) }
})

const numRuns = Number(process.env['RUNS'] ?? 24)
/** For all runs, and for finding the shortest moves that fail. */
const mostMs = 60_000 + numRuns * 1000
/** Of one run: a turn that never ends is a failure too, with its moves. */
const timeout = 20_000
vi.setConfig({ testTimeout: mostMs + 2 * timeout })

/** Each has an application of its own, so that the same moves find the same. */
async function play(moves: readonly Move[]): Promise<void> {
  const answers = createHeldAnswers()
  const resident = await startResident(answers.script)
  try {
    const played = await playConversation(resident, answers)
    const window = createWatchingWindow(played)
    await makeMove(played, { kind: 'send', interrupt: false }, 'word')
    for (const [place, move] of moves.entries()) {
      await makeMove(played, move, `word${place}`)
      await window.look()
    }
    await answers.flow(played.ended)

    expect(wrongContexts.splice(0), 'the turns with another context than their rows say').toEqual([])
    await checkEvents(played)
    checkRows(played)
    await checkSessions(played)
    await checkPages(played, await window.look())
    await checkVersions(played)
    const shown = await window.look()
    await resident.restart()
    await checkPages(played, shown)
  } finally {
    await resident.end()
  }
}

it('whatever is done to a conversation in whatever order: every turn ends once, no message is lost or doubled, and every page shows the same', async () => {
  await fc.assert(fc.asyncProperty(anyMoves, play), {
    numRuns,
    timeout,
    interruptAfterTimeLimit: mostMs,
  })
})
