import type { Page } from '@playwright/test'
import { addLongConversation, addWords, fillStores } from './harness/long-conversation.ts'
import { expect, test } from './harness/test.ts'

const rich = `Some *words*, and it costs $5 and $6.

| Fruit | Price |
| --- | ---: |
| Apples | 2 |
| Hazelnuts | 12 |

- [x] done
- [ ] open

Euler said $e^{i\\pi} + 1 = 0$, and

$$
\\int_0^1 \\sqrt{x}\\,dx = \\frac{2}{3}, \\qquad \\left( \\begin{matrix} a & b \\\\ c & d \\\\ e & f \\end{matrix} \\right)
$$

but $\\nosuchcommand{x}$ is wrong.

\`\`\`ts
/** Doubles. */
export const twice = (value: number): string => \`\${value * 2}\` // in words
\`\`\`

\`\`\`mermaid
flowchart LR
  fire[A fire] --> run{Ready?}
  run -->|yes| work[Work]
  run -->|no| ask[Ask]
\`\`\`
`

/** What the page refused, as its policy wants it, and what went wrong. */
function troubleOf(page: Page): string[] {
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  return trouble
}

test.beforeEach(async ({ home }) => {
  await fillStores(home.dataDir, (stores) => {
    addLongConversation(stores, 'Long', 2_000)
    addWords(stores, addLongConversation(stores, 'Rich', 1), { id: 'rich', role: 'assistant', text: rich })
  })
})

test('tables, task lists, formulas, coloured code and diagrams, within the policy of the page', async ({
  launch,
}) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  const trouble = troubleOf(page)
  await page.getByRole('link', { name: 'Rich' }).click()
  const log = page.getByRole('log', { name: 'Conversation' })
  await expect(log.getByRole('table')).toContainText('Hazelnuts')
  await expect(log.getByRole('img', { name: 'done', exact: true })).toBeVisible()
  await expect(log.locator('.katex')).toHaveCount(2)
  await expect(log.locator('.katex-display')).toBeVisible()
  await expect(log).toContainText('it costs $5 and $6.')
  await expect(log).toContainText('$\\nosuchcommand{x}$')
  await expect(log.locator('code span').first()).toHaveText('/** Doubles. */')

  await log.getByRole('button', { name: 'Show diagram' }).click()
  const picture = log.getByRole('img', { name: /^Diagram/ })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(trouble).toEqual([])
})

test('a diagram that cannot be drawn says why, and its source stays', async ({ launch, home }) => {
  await fillStores(home.dataDir, (stores) =>
    addWords(stores, 'conversation-Rich', {
      id: 'wrong',
      role: 'assistant',
      text: '```mermaid\nflowchart LR\n  a -->\n```',
    }),
  )
  const dormouse = await launch()
  const page = await dormouse.window()
  await page.getByRole('link', { name: 'Rich' }).click()
  await page.getByRole('button', { name: 'Show diagram' }).last().click()
  await expect(page.getByText('The diagram cannot be drawn.')).toBeVisible()
  await expect(page.getByText('a -->', { exact: false }).last()).toBeVisible()
})

test('finding goes to what is not loaded, marks it, and comes back to the latest', async ({ launch }) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  await page.getByRole('link', { name: 'Long' }).click()
  const log = page.getByRole('log', { name: 'Conversation' })
  await expect(log).toContainText('Message 2000 of')
  await expect(log).not.toContainText('Message 205 of')
  await page.keyboard.press('ControlOrMeta+f')
  const field = page.getByRole('textbox', { name: 'Find in this conversation' })
  await field.fill('step205 =')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expect(log.getByText('Message 205 of')).toBeInViewport()
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('found-here') ?? [])].map((range) => (range as Range).toString()),
    )
  await expect.poll(marked).toEqual(['step205 ='])

  await field.fill('Message 15')
  await expect(page.getByText('111 of 111')).toBeVisible()
  await field.press('Enter')
  await expect(page.getByText('1 of 111', { exact: true })).toBeVisible()
  await expect(log.getByText('Message 15 of')).toBeInViewport()
  await field.press('Escape')
  await expect(field).toBeHidden()

  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(log.getByText('Message 2000 of')).toBeInViewport()
})

test('a conversation that is left and opened again stands where it was read', async ({ launch }) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  await page.getByRole('link', { name: 'Long' }).click()
  const log = page.getByRole('log', { name: 'Conversation' })
  await expect(log).toContainText('Message 2000 of')
  // At once, without the way that keys go.
  await log.evaluate(async (frame) => {
    const picture = () => new Promise((resolve) => requestAnimationFrame(resolve))
    frame.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }))
    frame.scrollTop -= 3_000
    for (let i = 0; i < 5; i++) await picture()
  })
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  // The first one whose words begin in view: of the one before there may be no more than the space below its words.
  const readFirst = () =>
    log.evaluate((frame) => {
      const top = frame.getBoundingClientRect().top
      const rows = [...frame.querySelectorAll<HTMLElement>('[data-row]')]
      const first = rows.find((row) => row.getBoundingClientRect().top >= top)
      return /Message \d+ of/.exec(first?.textContent ?? '')?.[0] ?? ''
    })
  const read = log.getByText(await readFirst())
  await expect(read).toBeInViewport()
  await expect(log.getByText('Message 2000 of')).not.toBeInViewport()
  await page.getByRole('link', { name: 'Rich' }).click()
  await expect(log.getByRole('table')).toBeVisible()
  await page.getByRole('link', { name: 'Long' }).click()
  await expect(read).toBeInViewport()
  await expect(log.getByText('Message 2000 of')).not.toBeInViewport()
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(log.getByText('Message 2000 of')).toBeInViewport()
})

test('older messages come in front and what is read stays in its place', async ({ launch }) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  await page.getByRole('link', { name: 'Long' }).click()
  const log = page.getByRole('log', { name: 'Conversation' })
  await expect(log).toContainText('Message 2000 of')
  const places = await page.evaluate(async () => {
    const frame = document.querySelector<HTMLElement>('[role=log]')
    if (!frame) throw new Error('No conversation')
    const picture = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const rows = (): HTMLElement[] => [...frame.querySelectorAll<HTMLElement>('[data-row]')]
    const height = frame.scrollHeight
    frame.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }))
    frame.scrollTop = 1_200
    for (let i = 0; i < 3; i++) await picture()
    const read = rows().find((row) => row.getBoundingClientRect().top > 150)?.dataset['row']
    const seen: number[] = []
    // Some pictures more after the older ones have come.
    for (let rest = 20; rest > 0 && seen.length < 2_000;) {
      await picture()
      const now = rows().find((row) => row.dataset['row'] === read)
      seen.push(Math.round(now?.getBoundingClientRect().top ?? -1))
      if (frame.scrollHeight > height + 2_000) rest -= 1
    }
    return { seen, grew: frame.scrollHeight > height + 2_000 }
  })
  expect(places.grew).toBe(true)
  expect(new Set(places.seen).size).toBe(1)
})
