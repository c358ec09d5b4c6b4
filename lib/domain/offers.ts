import type { ChatSettings, Withholdable } from './conversation'
import { capTokens, type Reason, refusalOf, SAMPLING_VERSION } from './judge'
import { type ModelFacts, modelFactsOf } from './model-facts'
import { findModel, type ModelInfo, newestFirst } from './models'
import { EFFORT_LEVELS, type ThinkingType } from './models-row'
import { LEAST_BUDGET, LEAST_THINKING_TOP_P } from './parameters'

/** One change among the settings, with what its wording needs. */
export type Step =
  | { kind: 'model'; model: string }
  | { kind: 'version'; version: string }
  | { kind: 'thinking'; type: ThinkingType }
  | { kind: 'thinkingOff' }
  | { kind: 'instead'; name: 'temperature' | 'top_p' }
  | { kind: 'value'; name: string; value: number | string }
  | { kind: 'removeBlank' }
  | { kind: 'removeSchema' }

/** A change that lets a refused parameter go: all its steps at once. */
export interface Offer {
  steps: readonly Step[]
  patch: Partial<ChatSettings>
}

interface Remedy {
  step: Step
  patch: Partial<ChatSettings>
}

/** Reasons may stand behind each other: a version, then a model, then thinking. */
const MOST_STEPS = 5

/**
 * The changes that would let a parameter go, best first. Each is tried out: with its patch applied,
 * nothing refuses the parameter any more.
 */
export function findOffers(
  field: Withholdable,
  settings: ChatSettings,
  models: readonly ModelInfo[],
): Offer[] {
  return remediesFor(field, settings, models).flatMap((first) => {
    const offer = follow(field, settings, models, first)
    return offer === null ? [] : [offer]
  })
}

function follow(
  field: Withholdable,
  settings: ChatSettings,
  models: readonly ModelInfo[],
  first: Remedy,
): Offer | null {
  const steps: Step[] = []
  let patch: Partial<ChatSettings> = {}
  for (let remedy: Remedy | undefined = first; remedy !== undefined; ) {
    steps.push(remedy.step)
    patch = { ...patch, ...remedy.patch }
    const changed = { ...settings, ...patch }
    const next = capTokens(changed, factsIn(models, changed.model))
    if (reasonFor(field, next, models) === null) return { steps, patch }
    if (steps.length === MOST_STEPS) return null
    remedy = remediesFor(field, next, models)[0]
  }
  return null
}

function reasonFor(
  field: Withholdable,
  settings: ChatSettings,
  models: readonly ModelInfo[],
): Reason | null {
  return refusalOf(field, settings, factsIn(models, settings.model))
}

function factsIn(models: readonly ModelInfo[], model: string): ModelFacts {
  return modelFactsOf(
    model,
    models.find(({ id }) => id === model),
  )
}

/** What a remedy is worked out from: the reason in the way, and what stands around it. */
interface Case<Code extends Reason['code']> {
  reason: Extract<Reason, { code: Code }>
  field: Withholdable
  settings: ChatSettings
  facts: ModelFacts
  models: readonly ModelInfo[]
}

type Around = Pick<Case<Reason['code']>, 'settings' | 'models'>

/** What does away with each reason, best first. */
const REMEDIES: { [Code in Reason['code']]: (of: Case<Code>) => Remedy[] } = {
  version: () => [
    {
      step: { kind: 'version', version: SAMPLING_VERSION },
      patch: { apiVersion: SAMPLING_VERSION },
    },
  ],
  fixedSampling: (of) => otherModel(of, ({ sampling }) => sampling === 'free'),
  temperatureSet: () => [
    { step: { kind: 'instead', name: 'top_p' }, patch: { temperature: null } },
  ],
  topPSet: () => [{ step: { kind: 'instead', name: 'temperature' }, patch: { topP: null } }],
  thinkingOn: ({ facts }) => thinkingOff(facts),
  thinkingRange: ({ facts }) => [
    ...thinkingOff(facts),
    value('top_p', { topP: LEAST_THINKING_TOP_P }),
  ],
  thinkingType: (of) => [
    ...otherModel(of, ({ thinking }) => thinking[of.reason.type] === true, true),
    ...(of.field === 'budgetTokens' ? [] : otherTypes(of.settings, of.reason.types)),
  ],
  budgetType: ({ settings }) => [think('enabled', settings)],
  displayType: ({ facts, settings }) =>
    (['adaptive', 'enabled'] as const)
      .filter((type) => facts.thinking[type] !== false)
      .map((type) => think(type, settings))
      .slice(0, 1),
  budgetMissing: ({ settings }) => [usualBudgetFor(settings)],
  budgetTooSmall: ({ settings }) => [usualBudgetFor(settings)],
  budgetTooLarge: ({ settings, facts }) => budgetRemedies(settings, facts),
  effortModel: (of) => effortModel(of),
  effortLevel: (of) => {
    const level = of.reason.level
    const below = EFFORT_LEVELS.slice(0, EFFORT_LEVELS.indexOf(level)).reverse()
    const nearest = [...below, ...EFFORT_LEVELS].find((name) => of.reason.levels.includes(name))
    return [
      ...(nearest === undefined ? [] : [value('effort', { effort: nearest })]),
      ...effortModel(of),
    ]
  },
  effortOff: ({ reason, settings, facts }) => [
    value('effort', { effort: reason.most }),
    ...(facts.thinking.adaptive === true ? [think('adaptive', settings)] : []),
  ],
  prefillModel: (of) => otherModel(of, ({ takesPrefill }) => takesPrefill === true),
  prefillThinking: ({ facts }) => thinkingOff(facts),
  prefillSchema: () => [{ step: { kind: 'removeSchema' }, patch: { outputSchema: null } }],
  forcedModel: (of) => otherModel(of, ({ forcedTools }) => forcedTools === true),
  forcedThinking: ({ facts, settings }) => [
    ...(facts.thinking.adaptive === true ? [think('adaptive', settings)] : []),
    ...thinkingOff(facts),
  ],
  blankStop: ({ settings }) => {
    const stopSequences = settings.stopSequences.filter((sequence) => sequence.trim() !== '')
    return [{ step: { kind: 'removeBlank' }, patch: { stopSequences } }]
  },
}

/** What would do away with the reason that is first in the way. */
function remediesFor(
  field: Withholdable,
  settings: ChatSettings,
  models: readonly ModelInfo[],
): Remedy[] {
  const reason = reasonFor(field, settings, models)
  if (reason === null) return []
  const facts = factsIn(models, settings.model)
  return remedy(REMEDIES, { reason, field, settings, facts, models })
}

function remedy<Code extends Reason['code']>(
  table: { [Key in Code]: (of: Case<Key>) => Remedy[] },
  of: Case<Code>,
): Remedy[] {
  // The reason's own code picks the entry that takes it, which the compiler cannot follow.
  return (table[of.reason.code] as (of: Case<Code>) => Remedy[])(of)
}

/** The newest living model of the upstream that is known to take it; of the same line where `isOfLine`. */
function otherModel(
  { settings, models }: Around,
  takes: (facts: ModelFacts) => boolean,
  isOfLine = false,
): Remedy[] {
  const line = findModel(settings.model)?.line
  const taking = newestFirst(models).filter(
    (info) => info.id !== settings.model && takes(modelFactsOf(info.id, info)),
  )
  const found =
    (isOfLine ? taking.find(({ id }) => findModel(id)?.line === line) : null) ?? taking[0]
  if (found === undefined) return []
  const { id, label } = modelFactsOf(found.id, found)
  return [{ step: { kind: 'model', model: label }, patch: { model: id } }]
}

function thinkingOff({ thinking, thinksByDefault }: ModelFacts): Remedy[] {
  const step = { kind: 'thinkingOff' } as const
  if (thinking.disabled === true) return [{ step, patch: { thinkingType: 'disabled' } }]
  return thinksByDefault === false ? [{ step, patch: { thinkingType: null } }] : []
}

function think(type: ThinkingType, settings: ChatSettings): Remedy {
  const needsBudget = type === 'enabled' && settings.budgetTokens === null
  return {
    step: { kind: 'thinking', type },
    patch: {
      thinkingType: type,
      ...(needsBudget ? { budgetTokens: usualBudget(settings.maxTokens) } : {}),
    },
  }
}

/** In the place of a type that the model refuses: thinking for thinking. */
function otherTypes(settings: ChatSettings, types: readonly ThinkingType[]): Remedy[] {
  const wanted = settings.thinkingType
  const isOn = (type: ThinkingType) => type === 'adaptive' || type === 'enabled'
  const alike = types.filter((type) => wanted === null || isOn(type) === isOn(wanted))
  return [...alike, ...types].slice(0, 1).map((type) => think(type, settings))
}

/** Half of what may be written, and never less than the API takes. */
export function usualBudget(maxTokens: number): number {
  return Math.max(LEAST_BUDGET, Math.floor(maxTokens / 2))
}

function usualBudgetFor({ maxTokens }: ChatSettings): Remedy {
  return value('budget_tokens', { budgetTokens: usualBudget(maxTokens) })
}

function budgetRemedies(settings: ChatSettings, { maxOutput }: ModelFacts): Remedy[] {
  const { maxTokens } = settings
  const wanted = (settings.budgetTokens ?? LEAST_BUDGET) + LEAST_BUDGET
  const more = maxOutput === null || wanted <= maxOutput
  const less = maxTokens > LEAST_BUDGET
  const least = { maxTokens: 2 * LEAST_BUDGET, budgetTokens: LEAST_BUDGET }
  return [
    ...(more ? [value('max_tokens', { maxTokens: wanted })] : []),
    ...(less ? [value('budget_tokens', { budgetTokens: usualBudget(maxTokens) })] : []),
    ...(more || less ? [] : [value('max_tokens', least)]),
  ]
}

function effortModel(of: Around): Remedy[] {
  const level = of.settings.effort ?? 'high'
  // Every line has newer models that take it: another one would be another price.
  return otherModel(of, (facts) => facts.effort[level] === true, true)
}

/** A step that sets one field to a value. */
function value(name: string, patch: Partial<ChatSettings>): Remedy {
  const [set] = Object.values(patch)
  return {
    step: {
      kind: 'value',
      name,
      value: typeof set === 'number' || typeof set === 'string' ? set : '',
    },
    patch,
  }
}
