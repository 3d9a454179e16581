import { now } from '../platform/now.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { fullWorld } from './full-world.ts'
import { Refusal } from './refusal.ts'
import { emptyWorld } from './world.ts'

/* Runs before the entry of a development page. `?scene=full|empty|welcome|failing|slow` and `?theme=light|dark`. */
const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'full'
const world = scene === 'empty' || scene === 'welcome' ? emptyWorld() : fullWorld(now())
world.settings.welcomed = scene !== 'welcome'
const theme = query.get('theme')
if (theme === 'light' || theme === 'dark') world.settings.theme = theme

const bridge = createFakeBridge(world)
if (scene === 'failing' || scene === 'slow') {
  const call = bridge.call.bind(bridge)
  Object.assign(bridge, {
    call: (route: string, input: unknown) => {
      if (scene === 'slow') return new Promise(() => {})
      if (route.startsWith('settings')) return call(route, input)
      const refusal = new Refusal('internal', 'The database is busy with a backup. Try again in a minute.')
      return Promise.resolve({ ok: false, error: { code: refusal.code, message: refusal.message } })
    },
  })
}
Object.assign(window, { dormouse: bridge })
