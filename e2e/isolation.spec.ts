import type { Run } from '../src-shared/domain/run.ts'
import { says } from '../src-main/models/practice/replies.ts'
import { wholeText } from '../src-main/models/practice/request-text.ts'
import { expect, test } from './harness/model-test.ts'
import { waitFor } from './harness/wait-for.ts'

for (const context of ['fresh', 'shared'] as const) {
  const sees = context === 'fresh' ? 'do not see' : 'see'
  test(`two recurring ${context} fires ${sees} each other`, async ({ launchWithModel, model }) => {
    model.add({ reply: says('The hedge is wet.') }, { reply: says('The hedge is dry.') })
    const dormouse = await launchWithModel()
    const control = await dormouse.control()
    const { id } = await control.call('schedules.create', {
      title: 'Hedge',
      action: { kind: 'assist', instruction: 'Look at the hedge', context },
      trigger: { kind: 'interval', everyMs: 2000 },
      policies: { bounds: { maxRuns: 2 } },
    })
    const [second, first] = await waitFor(
      async (): Promise<readonly [Run, Run] | null> => {
        const { runs } = await control.call('runs.list', { scheduleId: id, status: 'succeeded' })
        return runs[0] && runs[1] ? [runs[0], runs[1]] : null
      },
      { what: 'two runs', within: 20_000 },
    )
    expect(first.conversationId === second.conversationId).toBe(context === 'shared')
    const request = model.requests[1]
    expect(wholeText(request ?? never()).includes('The hedge is wet.')).toBe(context === 'shared')
    expect((await control.call('schedules.get', { id })).nextAt).toBeNull()
  })
}

function never(): never {
  throw new Error('there was no second request')
}
