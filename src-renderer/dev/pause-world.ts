import type { ModelPrice } from '../../src-shared/domain/price.ts'
import type { Secret } from '../../src-shared/domain/secret.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { NotificationStatus, UsageToday } from '../../src-shared/ipc/app-routes.ts'

/** The part of a fake main process that is about secrets, notifications and limits. */
export interface PauseWorld {
  secrets: Secret[]
  notifications: NotificationStatus
  /** The models that were used or have a list price; the user's own prices are in the settings. */
  listPrices: ModelPrice[]
  today: UsageToday
}

export function emptyPauseWorld(): PauseWorld {
  return {
    secrets: [],
    notifications: { buttons: true, reply: true, problem: null, quiet: null },
    listPrices: [
      {
        model: 'claude-sonnet-4-5',
        price: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
        source: 'list',
      },
      {
        model: 'claude-haiku-4-5',
        price: { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 },
        source: 'list',
      },
    ],
    today: { usage: noUsage, unpricedTokens: 0, reservedMicroUsd: 0, reservedTokens: 0 },
  }
}
