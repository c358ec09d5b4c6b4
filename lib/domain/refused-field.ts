import { isCarried } from './carried'
import { takeOut } from './carried-items'
import type { ChatSettings } from './chat-settings'
import { LEAST_BUDGET, PARAMETERS, type ParameterField } from './parameters'

/** The top-level fields of a Messages request (claude-api.md §2.1). */
const TOP =
  'model|messages|max_tokens|system|stream|stop_sequences|temperature|top_p|top_k|tools|tool_choice|thinking|output_config|metadata|service_tier|speed|inference_geo|cache_control|container|diagnostics'

/** How a 400 names a field: its path and a colon; in quotes somewhere; as the first word. */
const FORMS = [
  new RegExp(`^((?:${TOP})(?:\\.[\\w-]+)*):\\s`),
  new RegExp(`["'\`]((?:${TOP})(?:\\.[\\w-]+)*)["'\`]`),
  new RegExp(`^((?:${TOP})(?:\\.[\\w-]+)*)\\b`),
  /^([a-z]\w*(?:\.[\w-]+)*): Extra inputs are not permitted/,
]

/** The path of the field that the message of a 400 names; null where it names none. */
export function refusedField(message: string): string | null {
  for (const form of FORMS) {
    const path = form.exec(message)?.[1]
    if (path !== undefined) return path
  }
  return null
}

/** A control of the panel that stands for a field of the wire. */
export type PanelField = ParameterField | 'system' | 'model'

/** Which paths a control answers for; the first that fits. Thinking's type may stand in the path. */
const CONTROLS: readonly (readonly [RegExp, PanelField])[] = [
  [/^thinking(\.\w+)?\.budget_tokens$/, 'budgetTokens'],
  [/^thinking(\.\w+)?\.display$/, 'thinkingDisplay'],
  [/^thinking(\.|$)/, 'thinkingType'],
  [/^output_config(\.effort)?$/, 'effort'],
  [/^stop_sequences(\.|$)/, 'stopSequences'],
  [/^max_tokens$/, 'maxTokens'],
  [/^temperature$/, 'temperature'],
  [/^top_p$/, 'topP'],
  [/^top_k$/, 'topK'],
  [/^stream$/, 'stream'],
  [/^system(\.|$)/, 'system'],
  [/^model$/, 'model'],
]

/** The control for a path of the wire; null where the panel has none. */
export function panelFieldOf(path: string): PanelField | null {
  return CONTROLS.find(([form]) => form.test(path))?.[1] ?? null
}

/** The turn that a path names, as counted on the wire, from 0; null where it names none. */
export function turnIndexOf(path: string): number | null {
  const index = /^messages\.(\d+)/.exec(path)?.[1]
  return index === undefined ? null : Number(index)
}

/** The name of a control's field on the wire; its element's id is `param-` and this. */
export function wireName(field: PanelField): string {
  return field === 'system' || field === 'model' ? field : PARAMETERS[field].name
}

/** A change of the settings that does away with a refusal. */
export interface Repair {
  kind: 'adaptive' | 'leaveOut' | 'set'
  name: string
  value?: number
  patch: Partial<ChatSettings>
}

type Repairer = (settings: ChatSettings, message: string) => Omit<Repair, 'name'> | null

/** The most that a model writes, as the API says it: "300000 > 64000, which is the maximum …". */
const MOST = /> (\d+), which is the maximum/

const leaveOut = (patch: Partial<ChatSettings>) => ({ kind: 'leaveOut' as const, patch })
const set = (value: number, patch: Partial<ChatSettings>) => ({
  kind: 'set' as const,
  value,
  patch,
})

const REPAIRERS: Partial<Record<PanelField, Repairer>> = {
  temperature: ({ temperature }) => (temperature === null ? null : leaveOut({ temperature: null })),
  topP: ({ topP }) => (topP === null ? null : leaveOut({ topP: null })),
  topK: ({ topK }) => (topK === null ? null : leaveOut({ topK: null })),
  effort: ({ effort }) => (effort === null ? null : leaveOut({ effort: null })),
  stopSequences: ({ stopSequences }) =>
    stopSequences.length === 0 ? null : leaveOut({ stopSequences: [] }),
  thinkingDisplay: ({ thinkingDisplay }) =>
    thinkingDisplay === null ? null : leaveOut({ thinkingDisplay: null }),
  thinkingType: ({ thinkingType }, message) => {
    if (thinkingType === null) return null
    const isAdaptiveTaken = thinkingType !== 'adaptive' && /\badaptive\b/.test(message)
    if (isAdaptiveTaken) {
      return { kind: 'adaptive', patch: { thinkingType: 'adaptive', budgetTokens: null } }
    }
    return leaveOut({ thinkingType: null, budgetTokens: null, thinkingDisplay: null })
  },
  budgetTokens: ({ budgetTokens }) =>
    budgetTokens !== null && budgetTokens < LEAST_BUDGET
      ? set(LEAST_BUDGET, { budgetTokens: LEAST_BUDGET })
      : null,
  maxTokens: ({ maxTokens }, message) => {
    const most = Number(MOST.exec(message)?.[1] ?? 0)
    return most > 0 && most < maxTokens ? set(most, { maxTokens: most }) : null
  },
}

/** What would let the request go, where that is plain; null where the person has to think. */
export function findRepair(
  field: PanelField,
  message: string,
  settings: ChatSettings,
): Repair | null {
  const name = wireName(field)
  const repair = REPAIRERS[field]?.(settings, message) ?? null
  const { carried } = settings
  if (carried === undefined || !isCarried(carried, name)) {
    return repair === null ? null : { ...repair, name }
  }
  // What a captured request carries is sent in the panel's place: that has to go, whatever is set.
  const freed = { carried: takeOut(carried, { kind: 'field', name, value: null }) }
  if (field !== 'maxTokens') return { ...leaveOut(freed), name }
  return repair === null ? null : { ...repair, name, patch: { ...repair.patch, ...freed } }
}
