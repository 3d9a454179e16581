import { EventEmitter } from 'node:events'
import { silentLogger } from '../../platform/logger.ts'
import { createTestClock, type TestClock } from '../../testing/test-clock.ts'
import type { WindowEnvironment } from '../app-window.ts'

/** A window of Electron as far as ours use one. Its page does what the test emits. */
export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = []
  readonly webContents = Object.assign(new EventEmitter(), {
    sent: [] as unknown[],
    send: (_channel: string, request: unknown) => void this.webContents.sent.push(request),
    reload: () => this.begin(),
  })
  loads = 0
  visible = false
  destroyed = false

  constructor() {
    super()
    FakeWindow.made.push(this)
  }

  private begin(): void {
    this.loads += 1
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  }
  loadURL(): Promise<void> {
    this.begin()
    return Promise.resolve()
  }
  /** As Chromium does it: the page that says so loads as well. */
  fail(code = -6): void {
    this.webContents.emit('did-fail-load', {}, code, 'ERR_FILE_NOT_FOUND', 'app://main/', true)
    this.finish()
  }
  finish(): void {
    this.webContents.emit('did-finish-load')
  }
  crash(): void {
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }
  destroy(): void {
    this.destroyed = true
    this.emit('closed')
  }
  isDestroyed = (): boolean => this.destroyed
  isVisible = (): boolean => this.visible
  isFocused = (): boolean => this.visible
  isMinimized = (): boolean => false
  isMaximized = (): boolean => false
  show(): void {
    this.visible = true
  }
  hide(): void {
    this.visible = false
  }
  focus(): void {}
  setBounds(): void {}
  setBackgroundColor(): void {}
  getNormalBounds = () => ({ x: 0, y: 0, width: 1, height: 1 })
}

const display = { workArea: { x: 0, y: 0, width: 1280, height: 800 } }

/** What stands in for the module `electron`. */
export const fakeElectron = {
  BrowserWindow: FakeWindow,
  app: { isPackaged: true },
  dialog: {},
  screen: {
    getAllDisplays: () => [display],
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  },
}

export function fakeEnvironment(): WindowEnvironment & { readonly clock: TestClock } {
  FakeWindow.made = []
  return {
    preload: '',
    icon: '',
    theme: {
      apply: () => undefined,
      background: () => '#000',
      panelIsDark: () => false,
      onChange: () => undefined,
    },
    bounds: { recall: () => null, remember: () => undefined, flush: () => undefined },
    clock: createTestClock(0),
    logger: silentLogger,
  }
}

/** The newest of the windows that were made. */
export function newestWindow(): FakeWindow {
  const window = FakeWindow.made.at(-1)
  if (!window) throw new Error('no window was made')
  return window
}
