import { quantile as quantileOf } from '@/lib/domain/statistics/quantile'

/** What a scenario did and what it found. */
export interface Report {
  scenario: string
  seed: number
  /** In the order in which they are printed. */
  figures: Record<string, number | string>
  /** Broken promises, each told so that it can be looked into. Empty = passed. */
  violations: string[]
}

/** The value below which the share `part` of the values lies; 0 when there are none. */
export function quantile(values: readonly number[], part: number): number {
  return quantileOf(values, part) ?? 0
}

export function formatReport({ scenario, seed, figures, violations }: Report): string {
  const verdict = violations.length === 0 ? 'passed' : `FAILED (${violations.length})`
  const lines = Object.entries(figures).map(([name, value]) => `  ${name}: ${value}`)
  const broken = violations.slice(0, 20).map((text) => `  ! ${text}`)
  return [`${scenario}: ${verdict}, seed ${seed}`, ...lines, ...broken].join('\n')
}
