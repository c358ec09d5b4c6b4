import { useTranslations } from 'use-intl'
import type { GatewayKeyView } from '@/lib/domain/gateway-keys'
import type { UpstreamView } from '@/lib/domain/settings'
import { useDurationWords } from './use-duration-words'

/** How many models of a list are named in its row. */
const NAMED = 3

/** What a key may do and what is done for it, in a few words each; none = it is not limited. */
export function useTermWords(upstreams: readonly UpstreamView[]) {
  const t = useTranslations('gatewayKeys')
  const labelOf = useUpstreamLabel(upstreams)
  const duration = useDurationWords()
  return (key: GatewayKeyView): string[] => {
    const { models, requestsPerMinute: perMinute, tokensPerDay: perDay, fallback } = key
    const words: (string | false | undefined)[] = [
      key.upstreams?.map(labelOf).join(', '),
      models !== null &&
        (models.length > NAMED
          ? t('moreModels', {
              models: models.slice(0, NAMED).join(', '),
              count: models.length - NAMED,
            })
          : models.join(', ')),
      perMinute !== null && t('perMinute', { count: perMinute }),
      perDay !== null
        ? t('budget', { used: key.tokensToday, count: perDay })
        : key.tokensToday > 0 && t('tokensToday', { count: key.tokensToday }),
      key.retry && t('retries'),
      fallback.length > 0 &&
        t('fallsBack', {
          list: fallback
            .map(({ upstream, model }) =>
              [upstream === null ? null : labelOf(upstream), model].filter(Boolean).join(' '),
            )
            .join(', '),
        }),
      key.cacheTtlSeconds !== null && t('cached', { time: duration(key.cacheTtlSeconds) }),
    ]
    return words.filter((word) => typeof word === 'string')
  }
}

/** The name of an upstream as the screens call it. */
export function useUpstreamLabel(upstreams: readonly UpstreamView[]) {
  const common = useTranslations('common')
  return (name: string): string => {
    const found = upstreams.find((one) => one.name === name)
    return found?.isSandbox ? common('sandbox') : (found?.label ?? name)
  }
}
