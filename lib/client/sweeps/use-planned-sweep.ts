import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pathTo } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { judge } from '@/lib/domain/judge'
import type { ModelInfo } from '@/lib/domain/models'
import { type LeftOut, planGrid } from '@/lib/domain/sweeps/plan'
import { questionIn } from '@/lib/domain/sweeps/question'
import { type AskedSweep, MOST_CELLS, MOST_VARIANTS, type Variant } from '@/lib/domain/sweeps/sweep'
import { accountOfUpstream } from '../comparison/account-of-upstream'
import type { Column } from '../comparison/use-columns'
import { modelsQuery } from '../queries/models'
import { settingsQuery } from '../queries/settings'
import { axesOf, isRepeatCount, readTemperatures, type Setup } from './setup'

/** A sweep as it would be asked for. */
export interface PlannedSweep {
  /** Null where something of it cannot be asked. */
  asked: AskedSweep | null
  variants: number
  leftOut: readonly LeftOut[]
  problem: 'unasked' | 'noKey' | 'nothing' | 'tooMany' | 'repeats' | 'temperatures' | null
}

/** Works out what a setup asks for, by the models that the upstreams list now. */
export function usePlannedSweep(columns: readonly Column[], setup: Setup): PlannedSweep {
  const client = useQueryClient()
  const upstreams = useQuery(settingsQuery()).data?.upstreams
  const ready = (upstreams ?? []).filter(({ isReady }) => isReady).map(({ name }) => name)
  const lists = useQueries({
    queries: ready.map((name) => modelsQuery(name)),
    combine: (results) => results.map(({ data }) => data),
  })
  const names = ready.join('\n')
  return useMemo(() => {
    const byName = new Map(names.split('\n').map((name, index) => [name, lists[index]]))
    const modelsOf = (upstream: string) => byName.get(upstream)
    // One whose key has gone meanwhile is in no list, and could not be taken back.
    const models = setup.models.filter(
      ({ upstream }) => upstreams === undefined || byName.has(upstream),
    )
    const { variants, leftOut } =
      setup.kind === 'repeat'
        ? { variants: columnVariants(columns, modelsOf), leftOut: [] }
        : gridVariants(columns, { ...setup, models }, modelsOf)
    const { kind, from, repeats } = setup
    const asking = columns.filter(({ id }) => kind === 'repeat' || id === from)
    const isReady = ({ settings }: Unsigned) =>
      upstreams === undefined || byName.has(settings.upstream)
    const problem = asking.some(isUnasked)
      ? 'unasked'
      : variants.every(isReady)
        ? problemOf(setup, variants.length)
        : 'noKey'
    const asked: AskedSweep = {
      ...(kind === 'grid' ? { kind, from } : { kind }),
      repeats,
      variants: variants.map((variant) => ({
        ...variant,
        account: accountOfUpstream(client, variant.settings.upstream),
      })),
    }
    return {
      asked: problem === null ? asked : null,
      variants: variants.length,
      leftOut,
      problem,
    }
  }, [client, columns, setup, upstreams, names, lists])
}

/** True for a column that has no question to ask again. */
function isUnasked({ conversation }: Column): boolean {
  if (conversation === undefined) return false
  return questionIn(pathTo(conversation.messages, conversation.headId)) === null
}

type Models = (upstream: string) => readonly ModelInfo[] | undefined
type Unsigned = Omit<Variant, 'account'>

function columnVariants(columns: readonly Column[], modelsOf: Models): Unsigned[] {
  return columns.flatMap(({ id, settings }) =>
    settings === null
      ? []
      : [
          {
            ...{ conversationId: id, choice: {}, settings },
            ...judge(settings, modelsOf(settings.upstream)),
          },
        ],
  )
}

function gridVariants(columns: readonly Column[], setup: Setup, modelsOf: Models) {
  const base = columns.find(({ id }) => id === setup.from)?.settings ?? null
  if (base === null) return { variants: [], leftOut: [] }
  const { planned, leftOut } = planGrid(base, axesOf(setup), modelsOf)
  const variants = planned.map(
    ({ choice, settings, judgement }): Unsigned => ({
      ...{ conversationId: newId(), choice, settings, ...judgement },
    }),
  )
  return { variants, leftOut }
}

function problemOf({ kind, repeats, temperatures }: Setup, count: number): PlannedSweep['problem'] {
  if (kind === 'grid' && readTemperatures(temperatures) === null) return 'temperatures'
  if (!isRepeatCount(repeats)) return 'repeats'
  if (count === 0) return 'nothing'
  return count > MOST_VARIANTS || count * repeats > MOST_CELLS ? 'tooMany' : null
}
