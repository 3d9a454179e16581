import type { Incident } from '../../../src-shared/domain/incident.ts'
import { incidentRow } from '../rows.ts'
import { day, hour, minute } from './times.ts'

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullIncidents(now: number): Readonly<Record<'prices' | 'credit' | 'key', Incident>> {
  const ago = (ms: number): number => now - ms
  return {
    prices: incidentRow({
      id: 'n-prices',
      scheduleId: 's-prices',
      cause: 'network',
      title: '“Compare the prices” keeps failing',
      body: 'prices.example.org could not be reached. Check the address in the instruction.\n\nIt is tried again at its next time. Meanwhile you can retry it now, edit it or pause it.',
      failures: 4,
      openedAt: ago(7 * hour + 10 * minute),
      lastAt: ago(70 * minute),
    }),
    credit: incidentRow({
      id: 'n-credit',
      scope: 'model',
      connectionId: 'environment',
      cause: 'quota',
      title: 'Work with “Environment” is on hold',
      body: 'The account has no credit left. Add credit with the provider.\n\nWhat is scheduled on it waits, and goes on by itself as soon as the connection works again: that is tried every 15 minutes. What you ask for yourself is tried at once.',
      failures: 2,
      openedAt: ago(9 * minute),
      lastAt: ago(8 * minute),
    }),
    key: incidentRow({
      id: 'n-key',
      scope: 'model',
      connectionId: 'local',
      cause: 'authentication',
      title: 'Work with “Ollama at home” goes on',
      body: 'The key was refused.',
      failures: 1,
      openedAt: ago(2 * day),
      lastAt: ago(2 * day),
      closedAt: ago(2 * day - 3 * hour),
      closedReason: 'Its key was changed.',
    }),
  }
}
