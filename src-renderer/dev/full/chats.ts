import type { Connection } from '../../../src-shared/domain/connection.ts'
import { conversationRow, scheduleRow, sessionRow } from '../rows.ts'
import type { World } from '../world.ts'
import { day, hour, minute } from './times.ts'

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullChats(
  now: number,
): Pick<World, 'connections' | 'conversations' | 'sessions' | 'schedules'> {
  const release = 'c-release'
  const ago = (ms: number): number => now - ms

  const connections: Connection[] = [
    {
      id: 'environment',
      kind: 'environment',
      name: 'Environment',
      baseUrl: null,
      defaultModel: 'claude-sonnet-4-5',
      contextTokens: null,
      hasKey: true,
      isDefault: true,
    },
    {
      id: 'practice',
      kind: 'practice',
      name: 'Practice model',
      baseUrl: null,
      defaultModel: 'practice-1',
      contextTokens: null,
      hasKey: false,
      isDefault: false,
    },
    {
      id: 'local',
      kind: 'anthropic-compatible',
      name: 'Ollama at home',
      baseUrl: 'http://127.0.0.1:11434',
      defaultModel: 'qwen3:14b',
      contextTokens: null,
      hasKey: false,
      isDefault: false,
    },
  ]
  const titles: readonly (readonly [id: string, title: string, ago: number])[] = [
    [release, 'Release 2.4 announcement', 2 * minute],
    ['c-invoices', 'Invoices of November', 26 * minute],
    ['c-digest', 'Morning digest', 5 * hour],
    ['c-garden', 'Planting plan for the south bed', 8 * hour],
    ['c-logs', 'Why the nightly build is slow', day + 2 * hour],
    ['c-trip', 'Trip to Ljubljana', day + 7 * hour],
    ['c-letter', 'A letter to the landlord about the heating in the stairwell', 3 * day],
    ['c-reading', 'Reading list', 5 * day],
    ['c-tax', 'Tax return, open points', 9 * day],
    ['c-talk', 'Talk: pauses as rows', 15 * day],
  ]
  const conversations = titles.map(([id, title, before]) =>
    conversationRow({
      id,
      title,
      createdAt: ago(before + day),
      updatedAt: ago(before),
      workingDirectory: id === release ? '/home/ada/work/release-notes' : null,
    }),
  )
  const sessions = conversations.map(({ id }) =>
    sessionRow({
      id: `session of ${id}`,
      conversationId: id,
      connectionId: 'environment',
      createdAt: ago(2 * day),
    }),
  )

  const schedules = [
    scheduleRow({
      id: 's-digest',
      title: 'Morning digest',
      deliverTo: 'c-digest',
      nextAt: now + 47 * minute,
      lastRunId: 'r-digest-1',
      runsCount: 41,
      createdAt: ago(60 * day),
    }),
    scheduleRow({
      id: 's-invoices',
      title: 'Sort new invoices',
      deliverTo: 'c-invoices',
      action: {
        kind: 'assist',
        instruction:
          'Look at the new files in ~/Invoices and sort them by customer. Ask before anything is renamed.',
        context: 'fresh',
        workingDirectory: '/home/ada/Invoices',
      },
      trigger: { kind: 'interval', everyMs: 2 * hour },
      nextAt: now + 96 * minute,
      lastRunId: 'r-invoices-1',
      runsCount: 212,
      createdAt: ago(90 * day),
    }),
    scheduleRow({
      id: 's-water',
      title: 'Water the seedlings',
      deliverTo: 'c-garden',
      action: { kind: 'notify', text: 'The seedlings on the window sill want water.' },
      trigger: { kind: 'cron', expression: '30 18 * * *', timeZone: 'Europe/Berlin' },
      nextAt: now + 5 * hour,
      createdAt: ago(7 * minute),
      confirmed: false,
    }),
    scheduleRow({
      id: 's-prices',
      title: 'Compare the prices',
      deliverTo: 'c-reading',
      action: {
        kind: 'assist',
        instruction: 'Look up what the books of the list cost today, and tell me of what became cheaper.',
        context: 'fresh',
      },
      trigger: { kind: 'interval', everyMs: 6 * hour },
      nextAt: now + 5 * hour - 10 * minute,
      lastRunId: 'r-prices-0',
      runsCount: 31,
      createdAt: ago(8 * day),
    }),
    scheduleRow({
      id: 's-backup',
      title: 'Check the backups',
      deliverTo: 'c-logs',
      enabled: false,
      pausedReason: 'Until the new disk is in',
      runsCount: 7,
      createdAt: ago(30 * day),
    }),
    scheduleRow({
      id: 's-once',
      title: 'Send the announcement',
      deliverTo: release,
      trigger: { kind: 'once', at: now + 2 * day },
      nextAt: now + 2 * day,
      createdAt: ago(hour),
      confirmed: false,
    }),
  ]

  return { connections, conversations, sessions, schedules }
}
