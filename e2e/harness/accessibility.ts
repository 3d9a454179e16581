import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What breaks the accessibility rules on this page, as it is when everything that moves has come to rest. */
export async function violationsOn(page: Page): Promise<string[]> {
  await atRest(page)
  // Electron has one page a window: axe must not open another one for itself.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  // Rules that had nothing to look at pass as well; a page that was not there would, too.
  if (passes.length <= 10) throw new Error('There was nothing on the page to look at')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
}

/** Half way through a fade, text has the contrast of half a fade. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished)
    await Promise.allSettled(ends)
  })
}
