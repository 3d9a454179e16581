import { after } from '../platform/after.ts'

/** For so long a page may still be loading what was asked for. */
const patienceMs = 10_000
const markedMs = 2_000

const focusable = 'button, input, select, textarea, a[href], [tabindex]'

/** The settings that are shown say their name with `data-setting`. */
function shown(name: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[data-setting]')].find(
    (element) => element.dataset['setting'] === name,
  )
}

/** Brings a setting into view as soon as its page shows it, gives it the focus and marks it for a moment. */
export function revealSetting(name: string): () => void {
  const attempt = (): boolean => {
    const element = shown(name)
    if (element) mark(element)
    return element !== undefined
  }
  if (attempt()) return () => undefined
  const watcher = new MutationObserver(() => {
    if (attempt()) stop()
  })
  watcher.observe(document.body, { childList: true, subtree: true })
  const forget = after(patienceMs, () => watcher.disconnect())
  const stop = (): void => {
    watcher.disconnect()
    forget()
  }
  return stop
}

function mark(element: HTMLElement): void {
  element.scrollIntoView?.({ block: 'center' })
  const control = [...element.querySelectorAll<HTMLElement>(focusable)].find(
    (each) => !each.matches(':disabled, [aria-hidden="true"], [tabindex="-1"]'),
  )
  if (!control) element.tabIndex = -1
  const target = control ?? element
  target.focus({ preventScroll: true })
  element.dataset['found'] = ''
  after(markedMs, () => delete element.dataset['found'])
}
