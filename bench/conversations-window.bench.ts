import { setTimeout as pause } from 'node:timers/promises'
import { addLongConversation, fillStores } from '../e2e/harness/long-conversation.ts'
import { expect, test } from '../e2e/harness/test.ts'
import { says } from '../src-main/models/practice/replies.ts'
import { createScriptedModel } from '../src-main/models/practice/scripted-responder.ts'
import { median } from './median.ts'
import { memoryOf } from './memory-of.ts'
import { percentile } from './percentile.ts'
import { printRow } from './print-row.ts'
import { windowProbe } from './window-probe.ts'

const many = 100_000
const some = 10_000
const scrolled = 5_000
const rounds = 7
/** A token is about a word; the practice server sends a word at a time, and sleeps as it is told here. */
const tokensPerSecond = 200
const streamedWords = 2_200
const letters = 30

test('a conversation of 100,000 messages beside an empty one: opening, memory, scrolling back', async ({
  home,
  launch,
}) => {
  test.setTimeout(400_000)
  await fillStores(home.dataDir, (stores) => {
    addLongConversation(stores, 'Empty', 0)
    addLongConversation(stores, 'Long', many)
  })
  const dormouse = await launch()
  const page = await dormouse.window()
  const probe = windowProbe(page)
  await page.getByRole('link', { name: 'Long' }).waitFor()
  const pid = await dormouse.inMain(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  )
  const took = { long: [] as number[], empty: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    took.empty.push(await probe.open('Empty', ''))
    took.long.push(await probe.open('Long', `Message ${many} of`))
  }
  printRow(`opening ${many} messages`, 'ms', median(took.long), {
    name: 'an empty one',
    value: median(took.empty),
  })

  await probe.open('Empty', '')
  await pause(3_000)
  const before = memoryOf(pid)
  await probe.open('Long', `Message ${many} of`)
  await pause(3_000)
  printRow(`renderer with ${many} messages`, 'MB', memoryOf(pid), {
    name: 'with an empty one',
    value: before,
  })
  const frames = await probe.scrollUpTo(many - scrolled)
  await pause(3_000)
  printRow(`renderer, ${scrolled} messages back`, 'MB', memoryOf(pid), {
    name: 'with an empty one',
    value: before,
  })
  printRow('scrolling back, frames p95', 'ms', percentile(frames, 0.95), {
    name: 'p50',
    value: median(frames),
  })
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByRole('log')).toContainText(`Message ${many} of`)
})

test('an answer at 200 tokens/s in a conversation of 10,000 messages: frames and typing', async ({
  home,
  launch,
}) => {
  test.setTimeout(300_000)
  const model = await createScriptedModel([], { sleep: () => pause(1000 / tokensPerSecond) })
  model.add({ reply: { ...says(longAnswer()), paceMs: 100 }, always: true })
  await fillStores(home.dataDir, (stores) => void addLongConversation(stores, 'Long', some))
  const dormouse = await launch({ env: { ...model.env } })
  const page = await dormouse.window()
  const probe = windowProbe(page)
  await page.getByRole('link', { name: 'Long' }).waitFor()
  await probe.open('Long', `Message ${some} of`)
  // Much of it was read, and the reader is back at its end.
  await probe.scrollUpTo(some - 1_000)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByRole('log')).toContainText(`Message ${some} of`)

  const field = page.getByRole('textbox', { name: 'Message', exact: true })
  await probe.watchFrames()
  await probe.watchKeys()
  const type = async (): Promise<readonly number[]> => {
    await field.fill('')
    await probe.keys()
    await field.focus()
    for (let i = 0; i < letters; i++) {
      await page.keyboard.press('a')
      await pause(60)
    }
    return probe.keys()
  }
  await type()
  await probe.frames()
  const idleKeys = await type()
  const idle = await probe.frames()

  await field.fill('Tell me at length')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText('word-20 ')
  await probe.frames()
  await pause(4_000)
  const streaming = await probe.frames()
  const busyKeys = await type()
  await expect(page.getByRole('log')).toHaveAttribute('aria-busy', 'true')
  for (const share of [0.5, 0.95]) {
    const of = (values: readonly number[]): number => percentile(values, share)
    const p = `p${share * 100}`
    printRow(`frame, main thread, ${p}`, 'ms', of(streaming.work), { name: 'idle', value: of(idle.work) })
    printRow(`from frame to frame, ${p}`, 'ms', of(streaming.apart), { name: 'idle', value: of(idle.apart) })
    printRow(`key to picture, ${p}`, 'ms', of(busyKeys), { name: 'idle', value: of(idleKeys) })
  }
  await expect(page.getByRole('log')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  await model.close()
})

/** Paragraphs, lists and code, as answers have them. */
function longAnswer(): string {
  const out: string[] = []
  for (let word = 1; word <= streamedWords; word++) {
    out.push(`word-${word} `)
    if (word % 40 === 0) out.push('\n\n')
    if (word % 200 === 0) out.push('- an item\n- another **item**\n\n')
    if (word % 300 === 0) out.push('```ts\nconst value = 1\nconst other = 2\n```\n\n')
  }
  return out.join('')
}
