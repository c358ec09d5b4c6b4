import { type ChatSettings, NO_CHOICES, WITHHOLDABLE, type Withholdable } from './conversation'
import { FAST_MODES } from './fast-mode'
import { capTokens, refusalOf } from './judge'
import { type ModelFacts, modelFactsOf } from './model-facts'
import { findModel, type ModelInfo } from './models'
import { findOffers } from './offers'
import { isChosen } from './parameters'
import { lacksServerTool } from './server-tools'

/**
 * The settings for another model of the same upstream: what it refuses is put as it takes it where
 * that is plain (thinking by a budget becomes adaptive), and left out elsewhere. What is not known
 * of the model stays.
 */
export function rewriteForModel(
  settings: ChatSettings,
  model: string,
  models: readonly ModelInfo[],
): ChatSettings {
  const info = models.find(({ id }) => id === model)
  const facts = modelFactsOf(model, info)
  const start = withoutSpecials(capTokens({ ...settings, model }, facts), info)
  const tried = new Set<Withholdable>()
  let now = start
  for (let field = refused(now, facts); field !== undefined; field = refused(now, facts)) {
    // What does away with one refusal may bring another back: the second time it is left out.
    const patch = tried.has(field) ? null : wayOut(field, now, models)
    now = { ...now, ...(patch ?? { [field]: NO_CHOICES[field] }) }
    tried.add(field)
  }
  return now
}

/** The first field that is set and does not go. */
function refused(settings: ChatSettings, facts: ModelFacts): Withholdable | undefined {
  return WITHHOLDABLE.find(
    (field) => isChosen(settings, field) && refusalOf(field, settings, facts) !== null,
  )
}

/** The first change that keeps model and version; null where there is none. */
function wayOut(
  field: Withholdable,
  settings: ChatSettings,
  models: readonly ModelInfo[],
): Partial<ChatSettings> | null {
  const offers = findOffers(field, settings, models).filter(({ steps }) =>
    steps.every(({ kind }) => kind !== 'model' && kind !== 'version'),
  )
  return offers[0]?.patch ?? null
}

/** Less what only some models have, where this one is known not to. */
function withoutSpecials(settings: ChatSettings, info: ModelInfo | undefined): ChatSettings {
  const row = findModel(settings.model)
  const isSlow = row !== undefined && !FAST_MODES.has(row.id)
  const hasNoSchemas = info?.capabilities?.structured_outputs?.supported === false
  return {
    ...settings,
    speed: settings.speed === 'fast' && isSlow ? null : settings.speed,
    outputSchema: hasNoSchemas ? null : settings.outputSchema,
    tools: settings.tools.filter(({ id }) => !lacksServerTool(info, id)),
  }
}
