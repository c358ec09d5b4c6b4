import { useMemo } from 'react'
import { resultsOf } from '@/lib/domain/sweeps/results'
import { isFreeSweep, type ShownSweep } from '@/lib/domain/sweeps/sweep'
import { CostChart } from './cost-chart'
import { SpreadChart } from './spread-chart'
import { SweepMatrix } from './sweep-matrix'
import { PastProblems, SweepProblems } from './sweep-problems'
import { SweepProgress } from './sweep-progress'
import { useVariantNames } from './use-variant-names'

/** A sweep: how far it is, and what its runs have shown so far. */
export function SweepResults({ sweep }: { sweep: ShownSweep }) {
  const variantNames = useVariantNames()
  const names = variantNames.all(sweep)
  const shortNames = variantNames.all(sweep, true)
  const results = useMemo(() => resultsOf(sweep), [sweep])
  const isFree = isFreeSweep(sweep)
  return (
    <>
      <SweepProgress sweep={sweep} />
      <SweepProblems cells={sweep.cells} names={names} />
      <SweepMatrix state={sweep.state} answers={answersOf(sweep)} {...{ results, names, isFree }} />
      <SpreadChart results={results} names={shortNames} />
      {!isFree && <CostChart results={results} names={shortNames} />}
      <PastProblems cells={sweep.cells} names={names} />
    </>
  )
}

/** Where the answers of each variant are read: those of repeats stand in their columns. */
function answersOf({ kind, variants }: ShownSweep): string[] | null {
  return kind === 'grid' ? variants.map(({ conversationId }) => `/c/${conversationId}`) : null
}
