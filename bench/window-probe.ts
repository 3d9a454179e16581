import type { Page } from '@playwright/test'

/** Times in the page itself, so that nothing between the test and the window is measured. */
export interface WindowProbe {
  /** From the click on a chat until its words are painted, ms. */
  open(title: string, words: string): Promise<number>
  /** Scrolls up until the first message that is drawn has this number or a lower one. Gives the time of each frame, ms. */
  scrollUpTo(number: number): Promise<readonly number[]>
  /** Begins to note how long each frame keeps the main thread, and how far frames are apart, ms. */
  watchFrames(): Promise<void>
  frames(): Promise<{ readonly work: readonly number[]; readonly apart: readonly number[] }>
  /** Begins to note how long it takes from a pressed key to the picture that shows it, ms. */
  watchKeys(): Promise<void>
  keys(): Promise<readonly number[]>
}

export function windowProbe(page: Page): WindowProbe {
  return {
    open: (title, words) =>
      page.evaluate(
        async (wanted) => {
          const link = [...document.querySelectorAll('a')].find((one) => one.title === wanted.title)
          if (!link) throw new Error(`No link to ${wanted.title}`)
          const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
          const begin = performance.now()
          link.click()
          for (;;) {
            await frame()
            if (document.querySelector('[role=log]')?.textContent?.includes(wanted.words) === true) break
            if (performance.now() - begin > 20_000) throw new Error(`${wanted.words} did not appear`)
          }
          await frame()
          return performance.now() - begin
        },
        { title, words },
      ),
    scrollUpTo: (number) =>
      page.evaluate(async (wanted) => {
        const log = document.querySelector<HTMLElement>('[role=log]')
        if (!log) throw new Error('No conversation')
        const times: number[] = []
        const begin = performance.now()
        let last = begin
        log.dispatchEvent(new WheelEvent('wheel', { deltaY: -100 }))
        for (;;) {
          log.scrollTop -= 700
          await new Promise((resolve) => requestAnimationFrame(resolve))
          times.push(performance.now() - last)
          last = performance.now()
          const first = /Message (\d+) of/.exec(log.textContent ?? '')?.[1]
          if (Number(first) <= wanted) return times
          if (last - begin > 120_000) throw new Error(`It came only up to message ${first}`)
        }
      }, number),
    watchFrames: () =>
      page.evaluate(() => {
        const noted = { work: [] as number[], apart: [] as number[] }
        Object.assign(window, { frames_: noted })
        const channel = new MessageChannel()
        let begun = 0
        let last = 0
        channel.port1.addEventListener('message', () => noted.work.push(performance.now() - begun))
        channel.port1.start()
        const tick = (): void => {
          begun = performance.now()
          if (last > 0) noted.apart.push(begun - last)
          last = begun
          channel.port2.postMessage(null)
          requestAnimationFrame(tick)
        }
        requestAnimationFrame(tick)
      }),
    frames: () =>
      page.evaluate(() => {
        const noted = Reflect.get(window, 'frames_') as { work: number[]; apart: number[] }
        return { work: noted.work.splice(0), apart: noted.apart.splice(0) }
      }),
    watchKeys: () =>
      page.evaluate(() => {
        const noted: number[] = []
        Object.assign(window, { keys_: noted })
        const channel = new MessageChannel()
        const waiting: number[] = []
        channel.port1.addEventListener('message', () => {
          for (const at of waiting.splice(0)) noted.push(performance.now() - at)
        })
        channel.port1.start()
        window.addEventListener(
          'keydown',
          ({ timeStamp }) =>
            requestAnimationFrame(() => {
              waiting.push(timeStamp)
              channel.port2.postMessage(null)
            }),
          true,
        )
      }),
    keys: () => page.evaluate(() => (Reflect.get(window, 'keys_') as number[]).splice(0)),
  }
}
