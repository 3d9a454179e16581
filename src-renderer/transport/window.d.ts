import type { Bridge } from '../../src-shared/ipc/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly dormouse: Bridge
  }
}
