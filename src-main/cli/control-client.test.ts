import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createControlSocket } from '../ipc/control-socket.ts'
import { createEventBus } from '../platform/event-bus.ts'
import { silentLogger } from '../platform/logger.ts'
import { socketPath } from '../platform/socket-path.ts'
import { connectTo } from './control-client.ts'

test('calls under way and later ones end with an error when the application goes away', async () => {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-client-')))
  let called: (() => void) | null = null
  const arrived = new Promise<void>((resolve) => (called = resolve))
  const control = createControlSocket({
    path: socketPath(dataDir),
    router: {
      call() {
        called?.()
        return new Promise(() => undefined)
      },
    },
    events: createEventBus(() => undefined),
    logger: silentLogger,
  })
  await control.listen()
  const client = await connectTo(dataDir)
  // What it rejects with is looked at below; until then nobody may take it for unhandled.
  const underWay = client.call('app.status', {}).catch((error: unknown) => error)
  await arrived
  await control.close()
  expect(await underWay).toMatchObject({ exitCode: 1, code: 'unavailable' })
  await client.closed
  await expect(client.call('app.status', {})).rejects.toMatchObject({ code: 'unavailable' })
  rmSync(dataDir, { recursive: true })
})

test('without an application it says that Dormouse is not running', async () => {
  await expect(connectTo('/nowhere/at/all')).rejects.toMatchObject({ exitCode: 3 })
})
