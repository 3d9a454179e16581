import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createScriptedModel, type ScriptedModel } from '../../src-main/models/practice/scripted-responder.ts'
import { freeze } from './freeze.ts'
import type { Dormouse } from './launch-dormouse.ts'
import { type LoginService, startLoginService } from './login-service.ts'
import { expect, test as base } from './test.ts'
import { waitFor } from './wait-for.ts'
import { createWallClock, type WallClock } from './wall-clock.ts'

interface TimeFixtures {
  clock: WallClock
  login: LoginService
  model: ScriptedModel
  /** Starts Dormouse in the tray, on the clock, the login service and the model of the test. */
  launchInTime: () => Promise<Dormouse>
  /** Puts the machine to sleep, calls `meanwhile` when everything stands still, and wakes it up at an instant. */
  sleepUntil: (dormouse: Dormouse, at: number, meanwhile?: () => void) => Promise<void>
}

/** A test in which time passes that nobody waits for. */
export const test = base.extend<TimeFixtures>({
  clock: async ({ home }, provide) => {
    await provide(createWallClock(`${home.dataDir}.clock`))
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures out of the pattern
  login: async ({}, provide) => {
    const login = await startLoginService()
    await provide(login)
    await login.close()
  },
  // The service is there before anything is started, and so until everything is ended: one that is closed cannot answer
  // what it is still asked.
  launch: async ({ login: _login, launch }, provide) => {
    await provide(launch)
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  model: async ({}, provide) => {
    const model = await createScriptedModel()
    await provide(model)
    await model.close()
  },
  launchInTime: async ({ launch, clock, login, model }, provide) => {
    const env = { ...clock.env, ...model.env, DBUS_SYSTEM_BUS_ADDRESS: login.address }
    await provide(() => launch({ args: ['--hidden'], env, preloads: [clock.preload] }))
  },
  sleepUntil: async ({ clock, login }, provide) => {
    await provide(async (dormouse, at, meanwhile = () => undefined) => {
      await login.heard()
      const before = lines(dormouse, 'The machine goes to sleep')
      login.sleep()
      await waitFor(() => lines(dormouse, 'The machine goes to sleep') > before, { what: 'the sleep' })
      const goOn = freeze(dormouse.pid)
      try {
        clock.set(at)
        meanwhile()
      } finally {
        goOn()
      }
      const woken = lines(dormouse, 'Woken {"reason":"resume"}')
      login.wake()
      await waitFor(() => lines(dormouse, 'Woken {"reason":"resume"}') > woken, { what: 'the wake-up' })
    })
  },
})

/** How often the application has logged it. */
function lines(dormouse: Dormouse, text: string): number {
  const log = join(dormouse.dataDir, 'logs', 'main.log')
  return existsSync(log) ? readFileSync(log, 'utf8').split(text).length - 1 : 0
}

export { expect }
