import { powerSaveBlocker } from 'electron'

/** Keeps the machine from falling asleep while it is on; the screen may go dark all the same. Safe to repeat. */
export function createKeepAwake(): (on: boolean) => void {
  let blocker: number | null = null
  return (on) => {
    if (on === (blocker !== null)) return
    if (blocker !== null) powerSaveBlocker.stop(blocker)
    blocker = on ? powerSaveBlocker.start('prevent-app-suspension') : null
  }
}
