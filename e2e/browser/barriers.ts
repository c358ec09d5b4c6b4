import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Each size with all rules, each theme with those of colours: what only a phone shows is seen in the dark. */
const LOOKS = [
  { width: 1280, height: 800, colorScheme: 'light', rules: [] },
  { width: 1280, height: 800, colorScheme: 'dark', rules: OF_COLOURS },
  { width: 390, height: 844, colorScheme: 'dark', rules: [] },
] as const

/** What axe finds in the page as it is, or in a part of it, by some of its rules or by all. */
export async function findBarriers(
  page: Page,
  rules: readonly string[] = [],
  part?: string,
): Promise<string[]> {
  const hasFrames = page.frames().length > 1
  // Half of a run is the reading of its half a megabyte: once for each page that has no frames.
  const isThere = !hasFrames && (await page.evaluate(() => 'axe' in window))
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: ';' }) })
  // What passes is not told: to tell it takes longer than to find out.
  axe.options({ resultTypes: ['violations'] })
  // Looks at a page without frames alike, and needs no second page for it, which takes as long again.
  if (!hasFrames) axe.setLegacyMode()
  if (rules.length > 0) axe.withRules([...rules])
  if (part !== undefined) axe.include(part)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}

/**
 * Fails with what axe finds in this state of the page, light and dark on a desktop, and dark on a phone. The
 * colours of what lies under a dialog were looked at where it lay open: three quarters of a run are colours.
 * Leaves the page as it was on a desktop, in the light.
 */
export async function expectNoBarrier(page: Page, dialog?: string): Promise<void> {
  for (const look of LOOKS) {
    await lookAs(page, look)
    const found = await findBarriers(page, look.rules, dialog)
    expect([look.width, look.colorScheme, ...found]).toEqual([look.width, look.colorScheme])
  }
  await lookAs(page, LOOKS[0])
}

async function lookAs(
  page: Page,
  { width, height, colorScheme }: (typeof LOOKS)[number],
): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme })
}
