import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { postSweep, sweepEstimateQuery } from '@/lib/client/queries/sweeps'
import type { Setup } from '@/lib/client/sweeps/setup'
import { createSweepIds } from '@/lib/client/sweeps/sweep-ids'
import type { PlannedSweep } from '@/lib/client/sweeps/use-planned-sweep'
import { useOnce } from '@/lib/client/use-once'
import { usePause } from '@/lib/client/use-pause'
import { capFlaw, type SweepEstimate } from '@/lib/domain/sweeps/estimate'
import { type AskedSweep, MOST_CELLS, MOST_VARIANTS } from '@/lib/domain/sweeps/sweep'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { LEAST_TOTAL, useDollars } from '../../ui/use-dollars'
import { useErrorWords } from '../../ui/use-error-words'
import { CapField } from './cap-field'
import { type TypedCap, useTypedCap } from './use-typed-cap'

/** For so long it stands still before it is estimated. */
const PAUSE_MS = 300

interface Props {
  comparisonId: string
  setup: Setup
  planned: PlannedSweep
  onStarted: (sweepId: string) => void
  onCancel?: (() => void) | undefined
}

/** How many runs it is, what they take, what they may cost at most, and the start. */
export function SetupFoot({ comparisonId, setup, planned, onStarted, onCancel }: Props) {
  const t = useTranslations('sweeps')
  const client = useQueryClient()
  const errorWords = useErrorWords()
  // Each letter of a prompt plans it anew.
  const asked = usePause(planned.asked, PAUSE_MS)
  const estimated = useQuery(sweepEstimateQuery(comparisonId, asked))
  const { data: estimate, error: flaw } = estimated
  const cap = useCap(estimate)
  const [ids] = useState(createSweepIds)
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (asked: AskedSweep) => {
      const id = ids.of(asked)
      await postSweep(client, comparisonId, { id, ...asked, cap: cap.value })
      return id
    },
    onSuccess: onStarted,
  })
  const start = useOnce(mutate)
  // What was estimated for something else stays in view, and lets nothing start.
  const isEstimated =
    asked === planned.asked &&
    estimate !== undefined &&
    !estimated.isPlaceholderData &&
    flaw === null
  const isReady =
    planned.asked !== null && isEstimated && cap.isChosen && capFlaw(cap.value, estimate) === null
  const wrong = error ?? (planned.asked === null ? null : flaw)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-5 py-3 phone:px-4">
      <div className="min-w-0 flex-1 phone:w-full phone:flex-none">
        <p className="font-medium text-ui">
          <Count setup={setup} planned={planned} />
          {planned.leftOut.length > 0 && (
            <span className="ml-3 font-normal text-ink-3">
              {t('leftOut', { count: planned.leftOut.length })}
            </span>
          )}
        </p>
        {planned.asked !== null && estimate !== undefined && (
          <p className="text-ink-3 text-small">
            <EstimateWords estimate={estimate} />
          </p>
        )}
        {wrong !== null && (
          <p role="alert" className="flex items-start gap-1.5 text-bad text-small">
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
            <span data-user-text>{errorWords(wrong)}</span>
          </p>
        )}
      </div>
      {planned.asked !== null && <CapChoice cap={cap} />}
      {onCancel !== undefined && (
        <Button variant="quiet" onClick={onCancel}>
          {t('back')}
        </Button>
      )}
      <Button
        variant="primary"
        disabled={!isReady}
        busy={isPending && t('starting')}
        onClick={() => planned.asked !== null && start(planned.asked)}
      >
        {t('start')}
      </Button>
    </div>
  )
}

function Count({ setup, planned }: Pick<Props, 'setup' | 'planned'>) {
  const t = useTranslations('sweeps')
  const { problem, variants } = planned
  const { repeats, kind } = setup
  if (problem === 'tooMany') return t('tooMany', { runs: MOST_CELLS, variants: MOST_VARIANTS })
  if (problem !== null) return t(`problems.${problem}`)
  return t(`counts.${kind}`, { variants, repeats, runs: variants * repeats })
}

function EstimateWords({ estimate: { least, most } }: { estimate: SweepEstimate }) {
  const t = useTranslations('sweeps')
  const dollars = useDollars()
  if (most === null || least === null) return t('costUnknown')
  if (most === 0) return t('costNothing')
  const words = { least: dollars.total(least), most: dollars.total(most) }
  return least < LEAST_TOTAL ? t('costUpTo', words) : t('costBetween', words)
}

interface Cap {
  kind: 'none' | 'unknown' | 'dollars'
  value: number | null
  isChosen: boolean
  typed: TypedCap
  isWaived: boolean
  waive: (isWaived: boolean) => void
}

/** The cap that is asked for: nothing where nothing can cost, and a word where nobody knows. */
function useCap(estimate: SweepEstimate | undefined): Cap {
  const [isWaived, setWaived] = useState(false)
  const most = estimate?.most ?? null
  const typed = useTypedCap(most === null ? null : Math.ceil(most * CENTS) / CENTS)
  const shared = { typed, isWaived, waive: setWaived }
  if (estimate === undefined || most === 0) {
    return { ...shared, kind: 'none', value: null, isChosen: true }
  }
  if (most === null) return { ...shared, kind: 'unknown', value: null, isChosen: isWaived }
  const { value } = typed
  return { ...shared, kind: 'dollars', value, isChosen: value !== null }
}

const CENTS = 100

function CapChoice({ cap }: { cap: Cap }) {
  const t = useTranslations('sweeps')
  if (cap.kind === 'none') return null
  if (cap.kind === 'dollars') return <CapField cap={cap.typed} />
  return (
    <Checkbox isChecked={cap.isWaived} onChange={cap.waive}>
      {t('withoutCap')}
    </Checkbox>
  )
}
