import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { DatabaseSync } from '@photostructure/sqlite'
import { projectFolder } from './harness/electron-command.ts'
import type { Dormouse } from './harness/launch-dormouse.ts'
import { startLoginService } from './harness/login-service.ts'
import { expect, test } from './harness/test.ts'
import { waitFor } from './harness/wait-for.ts'

const logOf = (dormouse: Dormouse): string => readFileSync(join(dormouse.dataDir, 'logs', 'main.log'), 'utf8')

/** The number of renderer processes that live. */
const renderers = (dormouse: Dormouse): Promise<number> =>
  dormouse.inMain(({ app }) => app.getAppMetrics().filter((metric) => metric.type === 'Tab').length)

test('the ready line is all that stands on standard output, and the data folder is private', async ({
  launch,
}) => {
  const dormouse = await launch()
  await dormouse.window()
  expect(dormouse.output()).toMatch(
    /^dormouse ready pid=\d+ schedules=0 next=never socket=\S+control\.sock\n$/,
  )
  expect(dormouse.ready.pid).toBe(dormouse.process.pid)
  expect(statSync(dormouse.dataDir).mode & 0o777).toBe(0o700)
})

test('the tray icon registers with its name and the menu of the contract', async ({ launch, desktop }) => {
  await launch({ args: ['--hidden'] })
  const item = await desktop.tray.item()
  expect(await item.tooltip()).toBe('Dormouse')
  expect(await item.menuLabels()).toEqual([
    'Open Dormouse',
    'Inbox (0)',
    'Pause all schedules',
    'Settings…',
    'Quit',
  ])
})

test('a start with --hidden has no window; a click on the tray icon opens one', async ({
  launch,
  desktop,
}) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const item = await desktop.tray.item()
  expect(await dormouse.windowCount()).toBe(0)
  expect(await renderers(dormouse)).toBe(0)
  await item.activate()
  const page = await dormouse.window()
  expect(page.url()).toMatch(/^app:\/\/dormouse\/index\.html/)
  await item.activate()
  expect(await dormouse.windowCount()).toBe(1)
})

test('closing the window destroys its renderer and leaves the process', async ({ launch, desktop }) => {
  const dormouse = await launch()
  await dormouse.window()
  await dormouse.closeWindow()
  await waitFor(async () => (await renderers(dormouse)) === 0, { what: 'the end of the renderer' })
  const status = await (await dormouse.control()).call('app.status', {})
  expect(status.pid).toBe(dormouse.pid)
  await (await desktop.tray.item()).clickMenu('Open Dormouse')
  await dormouse.window()
})

test('the tray pauses and resumes all schedules', async ({ launch, desktop }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const item = await desktop.tray.item()
  const control = await dormouse.control()
  const labelIs = (label: string): Promise<unknown> =>
    waitFor(async () => (await item.menuLabels()).includes(label), { what: `the entry ${label}` })
  await item.clickMenu('Pause all schedules')
  await labelIs('Resume all schedules')
  expect((await control.call('settings.get', {})).schedulesPaused).toBe(true)
  await item.clickMenu('Resume all schedules')
  await labelIs('Pause all schedules')
  expect((await control.call('settings.get', {})).schedulesPaused).toBe(false)
})

test('Settings… opens a window of its own with that title', async ({ launch, desktop }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  await (await desktop.tray.item()).clickMenu('Settings…')
  await dormouse.window('settings')
  const titles = await dormouse.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  )
  expect(titles).toEqual(['Settings'])
})

test('Quit in the tray ends the process with 0', async ({ start, desktop }) => {
  const dormouse = start({ args: ['--hidden'] })
  await dormouse.ready()
  await (await desktop.tray.item()).clickMenu('Quit')
  expect(await dormouse.ended()).toBe(0)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends the process with 0 within 5 seconds`, async ({ start }) => {
    const dormouse = start()
    await dormouse.ready()
    const before = performance.now()
    dormouse.signal(signal)
    expect(await dormouse.ended()).toBe(0)
    expect(performance.now() - before).toBeLessThan(5_000)
  })
}

test('a second start shows the window of the first and exits 0', async ({ launch, start }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const second = start()
  expect(await second.ended()).toBe(0)
  expect(second.stdout()).toBe('')
  await dormouse.window()
})

test('a second start with --hidden exits 0 and opens nothing', async ({ launch, start }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const second = start({ args: ['--hidden'] })
  expect(await second.ended()).toBe(0)
  expect(await dormouse.windowCount()).toBe(0)
})

test('a start after kill -9 takes the folder over', async ({ launch }) => {
  const dormouse = await launch()
  await dormouse.kill9()
  const again = await dormouse.restart()
  await again.window()
  expect(again.pid).not.toBe(dormouse.pid)
})

test('output that nobody reads does not end the process', async ({ start, desktop }) => {
  const dormouse = start({ args: ['--hidden'] })
  dormouse.process.stdout?.destroy()
  dormouse.process.stderr?.destroy()
  await (await desktop.tray.item()).clickMenu('Quit')
  expect(await dormouse.ended()).toBe(0)
})

test('a data folder that cannot be used is said on standard error, with exit code 1', async ({
  start,
  home,
}) => {
  writeFileSync(home.dataDir, 'a file where the folder should be')
  const dormouse = start()
  expect(await dormouse.ended()).toBe(1)
  expect(dormouse.stderr()).toContain('dormouse: cannot start: The data folder')
  expect(dormouse.stdout()).toBe('')
})

test('data of a newer Dormouse is refused with exit code 1 and left as it is', async ({ start, home }) => {
  mkdirSync(home.dataDir, { mode: 0o700 })
  const path = join(home.dataDir, 'dormouse.db')
  const database = new DatabaseSync(path)
  database.exec('CREATE TABLE of_the_future (x); PRAGMA user_version = 1000')
  database.close()
  const before = readFileSync(path)
  const dormouse = start()
  expect(await dormouse.ended()).toBe(1)
  expect(dormouse.stderr()).toContain('dormouse: cannot start: The data was made by a newer Dormouse')
  expect(dormouse.stdout()).toBe('')
  expect(readFileSync(path)).toEqual(before)
})

test('a damaged settings file is set aside and the defaults hold', async ({ launch, home }) => {
  mkdirSync(home.dataDir, { mode: 0o700 })
  writeFileSync(join(home.dataDir, 'settings.json'), '{"theme": "pur')
  const dormouse = await launch({ args: ['--hidden'] })
  expect((await (await dormouse.control()).call('settings.get', {})).theme).toBe('system')
  expect(readdirSync(home.dataDir)).toContain('settings.bad-1.json')
  expect(readFileSync(join(home.dataDir, 'settings.bad-1.json'), 'utf8')).toBe('{"theme": "pur')
  expect(statSync(join(home.dataDir, 'settings.json')).mode & 0o777).toBe(0o600)
})

test('the window comes back where it was', async ({ launch }) => {
  const dormouse = await launch()
  await dormouse.window()
  const isShown = () =>
    dormouse.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true)
  await waitFor(isShown, { what: 'the window' })
  const bounds = { x: 60, y: 50, width: 900, height: 640 }
  const move = () =>
    dormouse.inMain(({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0]
      window?.setBounds({ ...wanted, x: wanted.x + 1 })
      window?.setBounds(wanted)
    }, bounds)
  const file = join(dormouse.dataDir, 'windows.json')
  const saved = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).main : null)
  let movedAt = -Infinity
  // Where no window manager tells a window its place, Chromium asks the display for it and may keep an answer from
  // before the move, until the next one. A hand that drags a window moves it many times; it is saved when it rests.
  const isSaved = async () => {
    if (isDeepStrictEqual(saved(), { ...bounds, maximized: false })) return true
    if (performance.now() - movedAt > 1500) {
      await move()
      movedAt = performance.now()
    }
    return false
  }
  await waitFor(isSaved, { what: 'the saved bounds' })
  await dormouse.kill9()
  const again = await dormouse.restart()
  await again.window()
  const found = await again.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(found).toEqual(bounds)
})

test('a crashed window loads again by itself, and the log says so wherever it was started', async ({
  launch,
}) => {
  const dormouse = await launch({ cwd: '/' })
  await dormouse.window()
  await dormouse.inMain(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  await waitFor(() => logOf(dormouse).includes('A window crashed'), { what: 'the crash in the log' })
  // Asked while it is crashed or loads, a page may never answer.
  const bridge = await waitFor(
    () =>
      dormouse.inMain(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null
        return contents.executeJavaScript('typeof window.dormouse')
      }),
    { what: 'the page after the crash' },
  )
  expect(bridge).toBe('object')
})

test('a page of ours in a window that is not ours may not call', async ({ launch }) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  const call = "window.dormouse.call('app.status', {})"
  expect(await page.evaluate(call)).toMatchObject({ ok: true })
  const refused = await dormouse.inMain(
    async ({ BrowserWindow }, { preload, script }) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await stranger.loadURL('app://dormouse/index.html')
      const result: unknown = await stranger.webContents.executeJavaScript(script)
      stranger.destroy()
      return result
    },
    { preload: join(projectFolder, 'out', 'preload', 'preload.cjs'), script: call },
  )
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad_input' } })
})

test('a page can neither leave, nor open a window, nor reach the network, nor get a permission', async ({
  launch,
}) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  const address = page.url()
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await waitFor(() => logOf(dormouse).includes('wanted to navigate'), { what: 'the refusal in the log' })
  expect(page.url()).toBe(address)
  expect(await dormouse.windowCount()).toBe(1)
  const violation = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      }),
  )
  const reached = page.evaluate(() =>
    fetch('https://example.org/').then(
      () => true,
      () => false,
    ),
  )
  expect(await violation).toBe('connect-src')
  expect(await reached).toBe(false)
  const camera = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    ),
  )
  expect(camera).not.toBe('granted')
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
})

test('pages outside the folder of the windows are not served', async ({ launch }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const status = (path: string): Promise<number> =>
    dormouse.inMain(
      ({ net }, address) => net.fetch(address).then((response) => response.status),
      `app://dormouse${path}`,
    )
  expect(await status('/index.html')).toBe(200)
  expect(await status('/..%2fmain%2fmain.js')).toBe(404)
  expect(await status('/%2e%2e/%2e%2e/package.json')).toBe(404)
})

test('a page is granted to fill the clipboard, as a copy button does, and nothing else', async ({
  launch,
}) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  const state = (name: string): Promise<string> =>
    page.evaluate(
      (permission) =>
        navigator.permissions.query({ name: permission as PermissionName }).then((found) => found.state),
      name,
    )
  expect(await state('clipboard-write')).toBe('granted')
  for (const name of ['clipboard-read', 'geolocation', 'notifications', 'camera', 'microphone']) {
    expect(await state(name), name).not.toBe('granted')
  }
})

test('start at login is an entry of the desktop that starts it in the tray', async ({ launch, home }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const control = await dormouse.control()
  const entry = join(home.configDir, 'autostart', 'dormouse.desktop')
  await control.call('settings.set', { startAtLogin: true })
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=env DORMOUSE_DATA_DIR=\S+ .+ --hidden$/m)
  await control.call('settings.set', { startAtLogin: false })
  expect(existsSync(entry)).toBe(false)
})

test('the machine waking up is told', async ({ launch }) => {
  const login = await startLoginService()
  const dormouse = await launch({ args: ['--hidden'], env: { DBUS_SYSTEM_BUS_ADDRESS: login.address } })
  await login.heard()
  login.sleep()
  login.wake()
  await waitFor(() => logOf(dormouse).includes('Woken {"reason":"resume"}'), {
    what: 'the wake-up in the log',
  })
  await dormouse.sigterm()
  await login.close()
})

test.describe('a desktop without a tray', () => {
  test.use({ session: { tray: false } })

  test('a start with --hidden shows the window: there is no other way in', async ({ launch }) => {
    const dormouse = await launch({ args: ['--hidden'] })
    await dormouse.window()
  })

  test('the icon registers when a panel appears later', async ({ launch, desktop }) => {
    const dormouse = await launch()
    await dormouse.window()
    await desktop.startTray()
    const item = await desktop.tray.item()
    expect(await item.tooltip()).toBe('Dormouse')
    await dormouse.closeWindow()
    await item.activate()
    await dormouse.window()
  })
})
