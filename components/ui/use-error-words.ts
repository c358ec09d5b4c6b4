import { useTranslations } from 'use-intl'
import { NETWORK_ERROR, TIMEOUT } from '@/lib/client/api'
import { isApiError } from '@/lib/wire/errors'

const UNANSWERED = [NETWORK_ERROR, TIMEOUT] as const

/** What an error says: the server's own words, or, where nothing answered, those of this screen. */
export function useErrorWords(): (error: Error) => string {
  const t = useTranslations('errors')
  const words = useTranslations('chat.errors')
  return (error) => {
    const kind = UNANSWERED.find((type) => isApiError(error) && error.type === type)
    if (kind === undefined) return error.message
    return t('unanswered', { title: words(`${kind}.title`), advice: words(`${kind}.advice`) })
  }
}
