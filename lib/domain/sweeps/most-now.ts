import type { Prices } from '../prices'
import { mostOfLoop, stepsOf } from './estimate'
import type { Sweep } from './sweep'

/**
 * By variant, USD that an answer of it could come to: by the prices of now, and by the longest prompt that the
 * upstream has counted for it, which a guess can fall short of. Null where nobody can tell.
 */
export function mostsNow(
  { variants, cells }: Pick<Sweep, 'variants' | 'cells'>,
  prices: Prices,
): (number | null)[] {
  const counted = new Map<number, number>()
  for (const { variant, facts } of cells)
    counted.set(variant, Math.max(counted.get(variant) ?? 0, facts?.inTokens ?? 0))
  return variants.map(({ settings, estimate: { most, basis } }, variant) => {
    if (basis === undefined) return most
    // Of a loop all steps are counted together; each is looked at before it is asked.
    const known = stepsOf(settings) === 1 ? (counted.get(variant) ?? 0) : 0
    const longest = Math.max(basis.longest, known)
    // What has lost its price since counts as what it could have come to.
    return mostOfLoop(longest, { settings, priced: basis.priced }, prices) ?? most
  })
}
