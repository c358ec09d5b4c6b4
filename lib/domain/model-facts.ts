import type { ModelInfo } from './models'
import { findModel } from './models'
import { EFFORT_LEVELS, type EffortLevel, THINKING_TYPES, type ThinkingType } from './models-row'

/** What a model takes and refuses. Null: nobody says. */
export interface ModelFacts {
  id: string
  /** Its short name. */
  label: string
  /** `free`: any value; `fixed`: nothing but the default passes (claude-api.md §2.3). */
  sampling: 'free' | 'fixed' | null
  thinking: Readonly<Record<ThinkingType, boolean | null>>
  /** What it takes for now, but should not be asked for any more. */
  deprecatedThinking: readonly ThinkingType[]
  thinksByDefault: boolean | null
  /** What a request without `display` gets. */
  display: 'summarized' | 'omitted' | null
  /** Without thinking, effort above this level is refused. */
  offMaxEffort: EffortLevel | null
  effort: Readonly<Record<EffortLevel, boolean | null>>
  defaultEffort: EffortLevel | null
  /** Whether `tool_choice` may force a call. */
  forcedTools: boolean | null
  maxOutput: number | null
  /** Whether a request may end in the beginning of its answer (claude-api.md §2.2). */
  takesPrefill: boolean | null
}

/**
 * What is known of a model: what its upstream says in `GET /v1/models` first, then the built-in
 * table. For sampling there is only the table: no capability tells of it (claude-api.md §2.3).
 */
export function modelFactsOf(id: string, info: ModelInfo | undefined): ModelFacts {
  const row = findModel(id)
  const thinking = info?.capabilities?.thinking
  const effort = info?.capabilities?.effort
  return {
    id,
    label: row?.label ?? info?.display_name ?? id,
    sampling: row?.sampling ?? null,
    thinking: each(THINKING_TYPES, (type) => {
      const isRefused = thinking?.supported === false && type !== 'disabled'
      const said = isRefused ? false : thinking?.types?.[type]?.supported
      const isUnsure = row?.thinking.unsure?.includes(type) === true
      return said ?? (isUnsure ? null : row?.thinking.types.includes(type)) ?? null
    }),
    deprecatedThinking: row?.thinking.deprecated ?? [],
    thinksByDefault: row?.thinking.isDefault ?? null,
    display: row?.thinking.display ?? null,
    offMaxEffort: row?.thinking.offMaxEffort ?? null,
    effort: each(EFFORT_LEVELS, (level) => {
      const said = effort?.supported === false ? false : effort?.[level]?.supported
      return said ?? row?.effort?.includes(level) ?? null
    }),
    defaultEffort: row === undefined ? null : (row.defaultEffort ?? 'high'),
    forcedTools: row === undefined ? null : !row.refusesForcedTools,
    maxOutput: info?.max_tokens ?? row?.maxOutput ?? null,
    takesPrefill: row?.takesPrefill ?? null,
  }
}

/** Of columns whose models differ: nothing is refused here, as each column judges for itself. */
export const ANY_MODEL: ModelFacts = {
  id: '',
  label: '',
  sampling: 'free',
  thinking: each(THINKING_TYPES, () => true),
  deprecatedThinking: [],
  thinksByDefault: null,
  display: null,
  offMaxEffort: null,
  effort: each(EFFORT_LEVELS, () => true),
  defaultEffort: null,
  forcedTools: true,
  maxOutput: null,
  takesPrefill: true,
}

function each<Name extends string, T>(
  names: readonly Name[],
  value: (name: Name) => T,
): Record<Name, T> {
  // `fromEntries` widens the keys; each of them is here.
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, T>
}
