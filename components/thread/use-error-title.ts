import { useTranslations } from 'use-intl'
import type { RunError } from '@/lib/domain/run'
import { errorKind } from './error-kind'

/** What a failure is, as narrow as it is known, and the upstream's status; `path` is a field that was refused. */
export function useErrorTitle(): (error: RunError, path: string | null) => string {
  const t = useTranslations('chat.errors')
  const remedies = useTranslations('chat.remedies')
  return (error, path) => {
    const kind = errorKind(error)
    const isLimit = kind === 'rate_limit_error' && error.limit !== undefined
    const fact =
      path !== null
        ? remedies('fieldRefused')
        : isLimit && error.limit !== undefined
          ? remedies(`limitReached.${error.limit.kind}`)
          : t(`${kind}.title`)
    return error.httpStatus === null || error.origin === 'parley'
      ? fact
      : t('withStatus', { fact, status: error.httpStatus })
  }
}
