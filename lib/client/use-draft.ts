import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import { type ModelInfo, pickDefaultModel } from '@/lib/domain/models'
import { applyPreset, type Gone, type Preset, upstreamOf } from '@/lib/domain/preset'
import type { Settings } from '@/lib/domain/settings'
import { conversationQuery } from './queries/conversations'
import { modelsQuery } from './queries/models'
import { presetsQuery } from './queries/presets'
import { settingsQuery } from './queries/settings'
import { useStoredDraft, useStoredSettings } from './stores/drafts'

/** What a new conversation asks for until somebody changes it; cut to the model's own limit. */
export const FRESH_MAX_TOKENS = 4096
const FRESH_API_VERSION = '2023-06-01'

/** A conversation's draft (null = the new one) with {@link useDraftSettings}. */
export function useDraft(conversationId: string | null) {
  const draft = useStoredDraft(conversationId)
  const settings = useDraftSettings(conversationId)
  return { ...draft, settings }
}

/**
 * The settings that the next run of a conversation (null = the new one) would use: what was chosen
 * here, else what the conversation was last asked with, else the default preset or the default
 * upstream's default model. Null until that is known.
 */
export function useDraftSettings(conversationId: string | null): ChatSettings | null {
  const own = useStoredSettings(conversationId)
  const conversation = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
  })
  const chosen = own ?? conversation.data?.settings ?? null
  const isFresh = conversationId === null || conversation.data?.settings === null
  const fresh = useFreshSettings(chosen === null && isFresh)
  return chosen ?? fresh
}

function useFreshSettings(isWanted: boolean): ChatSettings | null {
  const { settings, models, preset } = useFreshParts(isWanted)
  return useMemo(
    () => (isWanted && settings && models ? freshSettings(settings, models, preset) : null),
    [isWanted, settings, models, preset],
  )
}

/** What of the default preset is gone, while a new conversation rests on it; else null. */
export function useFreshGap(conversationId: string | null): Gone | null {
  const isWanted = useStoredSettings(conversationId) === null && conversationId === null
  const { settings, models, preset } = useFreshParts(isWanted)
  if (!isWanted || settings === undefined || models === undefined || preset === null) return null
  const upstream = freshUpstream(settings, preset)
  return applyPreset(preset, upstream, models, { model: null })?.gone ?? null
}

/** What a new conversation is made of, as far as it has come. */
function useFreshParts(isWanted: boolean) {
  const settings = useQuery({ ...settingsQuery(), enabled: isWanted }).data
  const presets = useQuery({ ...presetsQuery(), enabled: isWanted })
  // Presets that do not come must not keep anybody from asking.
  const isKnown = settings !== undefined && (presets.data !== undefined || presets.isError)
  const preset = presets.data?.find(({ isDefault }) => isDefault) ?? null
  const upstream = isKnown ? freshUpstream(settings, preset) : ''
  const models = useQuery({ ...modelsQuery(upstream), enabled: isWanted && upstream !== '' }).data
  return { settings, models, preset }
}

/** The upstream of a new conversation: the default preset's, else the default one. */
export function freshUpstream(settings: Settings, preset: Preset | null): string {
  const { defaultUpstream, upstreams } = settings
  return preset === null ? defaultUpstream : upstreamOf(preset, upstreams, defaultUpstream)
}

/**
 * The settings of a conversation that nobody has touched: the default preset's, else the default
 * model's. Null if the upstream lists no model.
 */
export function freshSettings(
  settings: Settings,
  models: ModelInfo[],
  preset: Preset | null = null,
): ChatSettings | null {
  const model = pickDefaultModel(models, settings.defaultModel)
  if (preset !== null) {
    const upstream = freshUpstream(settings, preset)
    return applyPreset(preset, upstream, models, { model: model?.id ?? null })?.settings ?? null
  }
  if (model === null) return null
  return {
    upstream: settings.defaultUpstream,
    apiVersion: FRESH_API_VERSION,
    model: model.id,
    maxTokens: FRESH_MAX_TOKENS,
    system: '',
    ...NO_CHOICES,
  }
}
