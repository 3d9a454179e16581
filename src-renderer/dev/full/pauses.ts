import type { Secret } from '../../../src-shared/domain/secret.ts'
import { emptyPauseWorld, type PauseWorld } from '../pause-world.ts'
import { day, hour } from './times.ts'

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullPauses(now: number): PauseWorld {
  const empty = emptyPauseWorld()
  const secret = (fields: Pick<Secret, 'id' | 'name'> & Partial<Secret>): Secret => ({
    scheduleId: null,
    conversationId: null,
    createdAt: now - 12 * day,
    lastUsedAt: null,
    isKept: true,
    ...fields,
  })
  return {
    ...empty,
    secrets: [
      secret({ id: 'x-github', name: 'GITHUB_TOKEN', scheduleId: 's-digest', lastUsedAt: now - 5 * hour }),
      secret({ id: 'x-mail', name: 'MAIL_PASSWORD', conversationId: 'c-invoices', isKept: false }),
    ],
    listPrices: [...empty.listPrices, { model: 'llama3.1:8b', price: null, source: 'none' }],
    today: {
      usage: {
        inputTokens: 184_200,
        outputTokens: 21_450,
        cacheReadTokens: 902_000,
        cacheWriteTokens: 76_400,
        costMicroUsd: 1_431_000,
        steps: 87,
      },
      unpricedTokens: 12_300,
      reservedMicroUsd: 220_000,
      reservedTokens: 60_000,
    },
  }
}
