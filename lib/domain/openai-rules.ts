import { isRecord } from '@/lib/wire/json'
import type { RequestOptions } from '@/lib/wire/openai/request'
import { type ChatSettings, NO_CHOICES } from './chat-settings'
import { refusalOf, refuseLevel, SAMPLING_VERSION } from './judge'
import { modelFactsOf } from './model-facts'
import { findModel } from './models'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'
import type { OpenAiSettings } from './openai-settings'

/** The version that translated requests go with: the one that takes sampling parameters. */
export const OPENAI_VERSION = SAMPLING_VERSION

/** What decides how a chat completion request becomes a Messages request. */
export function openAiRules(settings: OpenAiSettings): RequestOptions {
  return {
    defaultMaxTokens: (model) =>
      Math.min(settings.maxTokens, modelFactsOf(model, undefined).maxOutput ?? Infinity),
    canSample: (model, { thinking, topP }) => {
      const facts = modelFactsOf(model, undefined)
      const asked = { ...settingsFor(model), ...thinkingOf(thinking), topP }
      const goes = (field: 'temperature' | 'topP', with_: object) =>
        refusalOf(field, { ...asked, ...with_ }, facts) === null
      return {
        temperature: goes('temperature', { temperature: 1, topP: null }),
        topP: goes('topP', { temperature: null }),
        both: goes('topP', { temperature: 1 }),
      }
    },
    mapping: {
      responseFormat: (model) =>
        settings.responseFormat && findModel(model)?.hasStructuredOutputs === true,
      reasoningEffort: (model, level) => {
        const known = EFFORT_LEVELS.find((name) => name === level)
        if (!settings.reasoningEffort || known === undefined) return false
        return refuseLevel(known, settingsFor(model), modelFactsOf(model, undefined)) === null
      },
    },
  }
}

function settingsFor(model: string): ChatSettings {
  const none = { upstream: '', system: '', maxTokens: 1024 }
  return { ...NO_CHOICES, ...none, apiVersion: OPENAI_VERSION, model }
}

function thinkingOf(thinking: unknown) {
  if (!isRecord(thinking)) return {}
  const thinkingType = THINKING_TYPES.find((type) => type === thinking.type) ?? null
  const budgetTokens = typeof thinking.budget_tokens === 'number' ? thinking.budget_tokens : null
  return { thinkingType, budgetTokens }
}
