import { type ChatSettings, WITHHOLDABLE, type Withholdable } from './conversation'
import { type ModelFacts, modelFactsOf } from './model-facts'
import type { ModelInfo } from './models'
import { EFFORT_LEVELS, type EffortLevel, THINKING_TYPES, type ThinkingType } from './models-row'
import { isChosen, LEAST_BUDGET, LEAST_THINKING_TOP_P } from './parameters'

/** Why a parameter cannot go with the rest, with what a sentence about it needs. */
export type Reason =
  | { code: 'version'; version: string }
  | { code: 'fixedSampling'; model: string }
  | { code: 'temperatureSet' }
  | { code: 'topPSet' }
  | { code: 'thinkingOn' }
  | { code: 'thinkingRange' }
  | { code: 'thinkingType'; model: string; type: ThinkingType; types: readonly ThinkingType[] }
  | { code: 'budgetMissing' }
  | { code: 'budgetType' }
  | { code: 'budgetTooSmall' }
  | { code: 'budgetTooLarge'; maxTokens: number }
  | { code: 'displayType' }
  | { code: 'effortModel'; model: string }
  | { code: 'effortLevel'; model: string; level: EffortLevel; levels: readonly EffortLevel[] }
  | { code: 'effortOff'; model: string; level: EffortLevel; most: EffortLevel }
  | { code: 'blankStop' }
  | { code: 'prefillModel'; model: string }
  | { code: 'prefillThinking' }
  | { code: 'prefillSchema' }
  | { code: 'forcedModel'; model: string }
  | { code: 'forcedThinking' }

type Rule = (settings: ChatSettings, facts: ModelFacts) => Reason | null

/** A version that takes sampling parameters. */
export const SAMPLING_VERSION = '2023-06-01'

/** The API's words "on" and "off" for what the request would have. */
function isThinking(settings: ChatSettings, facts: ModelFacts): boolean {
  const type = refuseThinking(settings, facts) === null ? settings.thinkingType : null
  if (type === null) return facts.thinksByDefault === true
  return type === 'enabled' || type === 'adaptive'
}

/** Any of them, even at its default (claude-api.md §0); then what the model lets one set (§2.3). */
const refuseSampling: Rule = ({ apiVersion }, { sampling, label }) => {
  if (apiVersion !== SAMPLING_VERSION) return { code: 'version', version: apiVersion }
  return sampling === 'fixed' ? { code: 'fixedSampling', model: label } : null
}

const refuseTemperature: Rule = (settings, facts) => {
  const refusal = refuseSampling(settings, facts)
  if (refusal !== null) return refusal
  // Only of models known to be Claude 4: older ones took both, others say nothing.
  if (facts.sampling === null) return null
  if (isThinking(settings, facts)) return { code: 'thinkingOn' }
  return settings.temperature === null && settings.topP !== null ? { code: 'topPSet' } : null
}

const refuseTopP: Rule = (settings, facts) => {
  const refusal = refuseSampling(settings, facts)
  if (refusal !== null) return refusal
  if (facts.sampling === null) return null
  if (isThinking(settings, facts)) {
    const isBelow = settings.topP !== null && settings.topP < LEAST_THINKING_TOP_P
    return isBelow ? { code: 'thinkingRange' } : null
  }
  return settings.temperature === null ? null : { code: 'temperatureSet' }
}

const refuseTopK: Rule = (settings, facts) => {
  const refusal = refuseSampling(settings, facts)
  if (refusal !== null || facts.sampling === null) return refusal
  return isThinking(settings, facts) ? { code: 'thinkingOn' } : null
}

/** Why a model refuses a type of thinking. */
export function refuseType(type: ThinkingType, facts: ModelFacts): Reason | null {
  if (facts.thinking[type] !== false) return null
  const types = THINKING_TYPES.filter((name) => facts.thinking[name] === true)
  return { code: 'thinkingType', model: facts.label, type, types }
}

const refuseBudget: Rule = ({ thinkingType, budgetTokens, maxTokens }, facts) => {
  if (thinkingType !== 'enabled') return { code: 'budgetType' }
  const refusal = refuseType(thinkingType, facts)
  if (refusal !== null || budgetTokens === null) return refusal
  if (budgetTokens < LEAST_BUDGET) return { code: 'budgetTooSmall' }
  return budgetTokens >= maxTokens ? { code: 'budgetTooLarge', maxTokens } : null
}

const refuseThinking: Rule = (settings, facts) => {
  const { thinkingType, budgetTokens } = settings
  if (thinkingType === null) return null
  if (thinkingType !== 'enabled') return refuseType(thinkingType, facts)
  // `enabled` goes with its budget or not at all.
  return refuseBudget(settings, facts) ?? (budgetTokens === null ? { code: 'budgetMissing' } : null)
}

/** `display` stands inside `thinking`, and only where there is some (claude-api.md §2.4). */
const refuseDisplay: Rule = (settings, facts) => {
  const { thinkingType } = settings
  if (thinkingType !== 'enabled' && thinkingType !== 'adaptive') return { code: 'displayType' }
  return refuseThinking(settings, facts)
}

/** Why one level of effort does not go; the settings say what else goes. */
export function refuseLevel(
  level: EffortLevel,
  settings: ChatSettings,
  facts: ModelFacts,
): Reason | null {
  const { label: model, effort, offMaxEffort: most } = facts
  if (EFFORT_LEVELS.every((name) => effort[name] === false)) return { code: 'effortModel', model }
  if (effort[level] === false) {
    const levels = EFFORT_LEVELS.filter((name) => effort[name] === true)
    return { code: 'effortLevel', model, level, levels }
  }
  const type = refuseThinking(settings, facts) === null ? settings.thinkingType : null
  if (most === null || (type !== 'disabled' && type !== 'between_tools')) return null
  const isAbove = EFFORT_LEVELS.indexOf(level) > EFFORT_LEVELS.indexOf(most)
  return isAbove ? { code: 'effortOff', model, level, most } : null
}

const refuseEffort: Rule = (settings, facts) =>
  // Where none is chosen, `low` stands for all: it falls only with every other.
  refuseLevel(settings.effort ?? 'low', settings, facts)

const refuseStops: Rule = ({ stopSequences }) =>
  stopSequences.some((sequence) => sequence.trim() === '') ? { code: 'blankStop' } : null

/** By the model, and neither with thinking nor with a schema of the answer (claude-api.md §2.2, §2.5). */
const refusePrefill: Rule = (settings, facts) => {
  if (facts.takesPrefill === false) return { code: 'prefillModel', model: facts.label }
  if (isThinking(settings, facts)) return { code: 'prefillThinking' }
  return settings.outputSchema === null ? null : { code: 'prefillSchema' }
}

/** Why a choice that forces a call would be refused (claude-api.md §2.4). */
export const refuseForced: Rule = (settings, facts) => {
  if (facts.forcedTools === false) return { code: 'forcedModel', model: facts.label }
  const isByBudget = settings.thinkingType === 'enabled' && refuseThinking(settings, facts) === null
  return isByBudget ? { code: 'forcedThinking' } : null
}

/** Without tools nothing is sent of it. */
const refuseToolChoice: Rule = (settings, facts) => {
  const { tools, toolChoice } = settings
  const isForced = toolChoice === 'any' || typeof toolChoice === 'object'
  return tools.length === 0 || toolChoice === null || !isForced
    ? null
    : refuseForced(settings, facts)
}

const RULES: Readonly<Record<Withholdable, Rule>> = {
  temperature: refuseTemperature,
  topP: refuseTopP,
  topK: refuseTopK,
  stopSequences: refuseStops,
  thinkingType: refuseThinking,
  budgetTokens: refuseBudget,
  thinkingDisplay: refuseDisplay,
  effort: refuseEffort,
  prefill: refusePrefill,
  toolChoice: refuseToolChoice,
}

/**
 * Why a parameter would be refused beside the rest of the settings, or null where it goes. What is
 * not known of a model never refuses anything.
 */
export function refusalOf(
  field: Withholdable,
  settings: ChatSettings,
  facts: ModelFacts,
): Reason | null {
  return RULES[field](settings, facts)
}

/** In what the request differs from the settings, because version or model refuse it. */
export interface Judgement {
  /** What the settings hold and the request leaves out. */
  withheld: Withholdable[]
  /** What goes as `max_tokens` where the model writes less than the settings ask for; else null. */
  maxTokens: number | null
}

/**
 * Judges all that the settings hold, by the models that their upstream lists. Not whether input and
 * `max_tokens` fit the context together: how many tokens the input has nobody knows before the answer
 * (a count is an estimate, claude-api.md §10), and from Claude 4.5 on such a request is no error: the
 * answer ends with `model_context_window_exceeded` (§3).
 */
export function judge(settings: ChatSettings, models: readonly ModelInfo[] | undefined): Judgement {
  const info = models?.find(({ id }) => id === settings.model)
  const facts = modelFactsOf(settings.model, info)
  const capped = capTokens(settings, facts)
  return {
    withheld: WITHHOLDABLE.filter(
      (field) => isChosen(capped, field) && refusalOf(field, capped, facts) !== null,
    ),
    maxTokens: capped === settings ? null : capped.maxTokens,
  }
}

/** The settings with no more tokens than the model writes; themselves where that changes nothing. */
export function capTokens(settings: ChatSettings, { maxOutput }: ModelFacts): ChatSettings {
  return maxOutput === null || settings.maxTokens <= maxOutput
    ? settings
    : { ...settings, maxTokens: maxOutput }
}

/** What a parameter rests on is known of this model; else it is shown, and marked as unverified. */
export function isVerified(field: Withholdable, facts: ModelFacts): boolean {
  switch (field) {
    case 'temperature':
    case 'topP':
    case 'topK':
      return facts.sampling !== null
    case 'thinkingType':
    case 'budgetTokens':
    case 'thinkingDisplay':
      return THINKING_TYPES.every((type) => facts.thinking[type] !== null)
    case 'prefill':
      return facts.takesPrefill !== null
    case 'effort':
      return EFFORT_LEVELS.every((level) => facts.effort[level] !== null)
    default:
      return true
  }
}
