import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

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
