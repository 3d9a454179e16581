import { useMemo } from 'react'
import { actions } from '../../src-shared/domain/action.ts'
import { settingsTabSchema } from '../../src-shared/ipc/app-routes.ts'
import { momentTime } from '../components/format-time.ts'
import { toastError } from '../components/toast.ts'
import { canPerform, perform } from '../main-window/action-bus.ts'
import { shownKeys } from '../main-window/action-keys.ts'
import { goTo } from '../main-window/place-store.ts'
import { now } from '../platform/now.ts'
import { settingEntries, tabWords } from '../settings/setting-index.ts'
import { conversationStore, newestFirst } from '../stores/conversation-store.ts'
import { runsNewestFirst, runStore } from '../stores/run-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { call } from '../transport/call.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { PaletteItem } from './palette-item.ts'

const mostRuns = 50

/** Everything that the palette can find, chats first. Of actions only those that make sense when it is opened. */
export function usePaletteItems(): readonly PaletteItem[] {
  const chats = conversationStore.use((state) => state.byId)
  const schedules = scheduleStore.use((state) => state.byId)
  const runs = runStore.use((state) => state.byId)
  return useMemo(
    () => [
      ...newestFirst(chats).map((chat): PaletteItem => ({
        key: `chat ${chat.id}`,
        kind: 'chat',
        words: chat.title,
        ...(chat.archivedAt !== null && { hint: 'Archived' }),
        perform: () => goTo({ screen: 'conversations', conversationId: chat.id }),
      })),
      ...actions
        .filter(({ id }) => id !== 'palette' && canPerform(id))
        .map(({ id, words, keys }): PaletteItem => ({
          key: `action ${id}`,
          kind: 'action',
          words,
          keys: shownKeys(keys),
          perform: () => perform(id),
        })),
      ...[...schedules.values()].map((schedule): PaletteItem => ({
        key: `schedule ${schedule.id}`,
        kind: 'schedule',
        words: schedule.title,
        hint: schedule.enabled ? 'Schedule' : 'Schedule, paused',
        perform: () => void showSettings({ tab: 'Schedules', scheduleId: schedule.id }),
      })),
      ...runsNewestFirst(runs)
        .slice(0, mostRuns)
        .map((run): PaletteItem => ({
          key: `run ${run.id}`,
          kind: 'run',
          words: run.title,
          hint: `Run, ${momentTime(run.nominalAt, now())}, ${run.status}`,
          perform: () => goTo({ screen: 'runs', runId: run.id }),
        })),
      ...settingsTabSchema.options.map((tab): PaletteItem => ({
        key: `settings ${tab}`,
        kind: 'settings',
        words: `Settings: ${tab}`,
        also: tabWords[tab],
        perform: () => void showSettings({ tab }),
      })),
      ...settingEntries.map(({ tab, name, also }): PaletteItem => ({
        key: `setting ${tab} ${name}`,
        kind: 'setting',
        words: `${name} · ${tab}`,
        also: `${also} settings`,
        perform: () => void showSettings({ tab, section: name }),
      })),
    ],
    [chats, schedules, runs],
  )
}

async function showSettings(input: RouteInput<'app.showSettings'>): Promise<void> {
  const result = await call('app.showSettings', input)
  if (!result.ok) toastError(result.error)
}
