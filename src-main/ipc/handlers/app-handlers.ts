import { isAbsolute } from 'node:path'
import type { AppStatus } from '../../../src-shared/ipc/app-routes.ts'
import type { Desktop } from '../../app.ts'
import type { BudgetDesk } from '../../budgets/budget-desk.ts'
import type { Outbox } from '../../inbox/outbox.ts'
import type { EventBus } from '../../platform/event-bus.ts'
import { badInput, unavailable } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  | 'app.status'
  | 'app.showWindow'
  | 'app.showSettings'
  | 'app.quit'
  | 'app.showQuickAsk'
  | 'app.hideQuickAsk'
  | 'app.chooseDirectory'
  | 'app.openExternal'
  | 'settings.get'
  | 'settings.set'
  | 'usage.summary'
  | 'usage.today'
  | 'prices.list'
  | 'notifications.status'
  | 'notifications.test'
>

const month = 30 * 86_400_000

export function appHandlers(
  core: Core,
  parts: {
    readonly desktop: Desktop
    readonly bus: EventBus
    readonly budgets: BudgetDesk
    readonly outbox: Outbox
    readonly status: () => AppStatus
    readonly rearm: () => void
  },
): Routes {
  const { desktop, bus, budgets, outbox, status, rearm } = parts
  return {
    'app.status': () => status(),
    'app.showWindow': ({ place }) => {
      desktop.showMain(place)
      return {}
    },
    'app.showSettings': ({ tab, scheduleId, section }) => {
      desktop.showSettings(scheduleId === undefined ? tab : (tab ?? 'Schedules'), scheduleId, section)
      return {}
    },
    'app.showQuickAsk': () => {
      desktop.showQuickAsk()
      return {}
    },
    'app.hideQuickAsk': () => {
      desktop.hideQuickAsk()
      return {}
    },
    'app.quit': () => {
      // After the reply is on its way: who asked should hear that it worked.
      core.clock.after(50, () => desktop.quit())
      return {}
    },
    'app.chooseDirectory': async ({ startAt }) => ({ path: await desktop.chooseDirectory(startAt) }),
    'app.openExternal': async ({ url }) => {
      await desktop.openExternal(url)
      return {}
    },
    'settings.get': () => desktop.settings.get(),
    'settings.set': (patch) => {
      if (patch.workingDirectory != null && !isAbsolute(patch.workingDirectory))
        throw badInput('Give the working directory as an absolute path.')
      if (patch.skillFolders?.some((folder) => !isAbsolute(folder)) === true)
        throw badInput('Give each folder of skills as an absolute path.')
      // Before anything is written: keys that another program has are not kept.
      const problem = patch.quickAskKeys === undefined ? null : desktop.setQuickAskKeys(patch.quickAskKeys)
      if (problem !== null) throw unavailable(problem)
      const settings = desktop.settings.set(patch)
      if (patch.theme !== undefined) desktop.applyTheme(patch.theme)
      if (patch.startAtLogin !== undefined) desktop.setStartAtLogin(patch.startAtLogin)
      bus.publish({ event: 'settings.changed', data: settings })
      if (patch.schedulesPaused !== undefined) rearm()
      return settings
    },
    'notifications.status': async () => ({ ...(await desktop.notifier.status()), quiet: outbox.quiet() }),
    'notifications.test': async () => ({
      shown: await desktop.notifier.show({
        key: 'test',
        title: 'Dormouse',
        body: 'This is how Dormouse tells you that it needs you.',
        place: { screen: 'inbox' },
        urgent: false,
      }),
    }),
    'prices.list': () => budgets.prices(),
    'usage.today': () => budgets.today(),
    'usage.summary': ({ since }) => budgets.summary(since ?? core.clock.now() - month),
  }
}
