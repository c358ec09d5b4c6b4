import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { ChatSettings } from '@/lib/domain/conversation'
import { isApiError } from '@/lib/wire/errors'

/** Why nothing can be sent now, in words; null when it can, or while that is not known yet. */
export function useUnreadiness(draft: ChatSettings | null): string | null {
  const t = useTranslations('chat.composer')
  const { data: settings, error } = useQuery(settingsQuery())
  const name = draft?.upstream ?? settings?.defaultUpstream ?? ''
  const upstream = settings?.upstreams.find((candidate) => candidate.name === name)
  // Without settings of its own a draft takes the default model, so the list must have come.
  const isListWanted = draft === null && upstream?.isReady === true
  const models = useQuery({ ...modelsQuery(name), enabled: isListWanted })
  if (settings === undefined && error !== null && !isUnanswered(error)) {
    return t('noSettings', { reason: error.message })
  }
  if (upstream === undefined) return null
  if (!upstream.isReady) {
    return t('noKey', { upstream: upstream.label })
  }
  if (!isListWanted) return null
  if (models.isError) {
    return t('noModels', { upstream: upstream.label, reason: models.error.message })
  }
  return models.data?.length === 0 ? t('noModel', { upstream: upstream.label }) : null
}

/** Of a server that is away another line tells. */
function isUnanswered(error: Error): boolean {
  return isApiError(error) && error.status === 0
}
