import { useQueryClient } from '@tanstack/react-query'
import { changeSettings } from '@/lib/client/change-settings'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { ChatSettings } from '@/lib/domain/conversation'
import { applyPreset, type Gone, type Preset, upstreamOf } from '@/lib/domain/preset'

/**
 * Puts a preset into the panel of a conversation, and answers what of it is gone. What the
 * conversation carries from a captured request stays: no preset says anything of that. An upstream whose
 * models cannot be had now takes the preset as it is: nothing is known to be missing.
 */
export function useApplyPreset(
  conversationId: string | null,
  settings: ChatSettings,
): (preset: Preset) => Promise<Gone | null> {
  const client = useQueryClient()
  return async (preset) => {
    const known = await client.fetchQuery(settingsQuery()).catch(() => null)
    const upstream = upstreamOf(preset, known?.upstreams ?? [], settings.upstream)
    const models = await client.fetchQuery(modelsQuery(upstream)).catch(() => [])
    const applied = applyPreset(preset, upstream, models, settings)
    const next = applied?.settings ?? { ...preset.settings, upstream }
    const { carried } = settings
    const whole = carried === undefined ? next : { ...next, carried }
    changeSettings(client, conversationId, whole)
    return applied?.gone ?? null
  }
}
