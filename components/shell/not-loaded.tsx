import { useTranslations } from 'use-intl'
import { isApiError } from '@/lib/wire/errors'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'

interface Props {
  /** Of what is to be shown. */
  id: string
  /** Null while it is on its way. */
  error: Error | null
  /** What is said of one that is not there, and of one that did not come. */
  words: { missing: string; failed: string }
  onRetry: () => void
}

/** Stands in the detail of a list while what is open has not come, or will not. */
export function NotLoaded({ id, error, words, onRetry }: Props) {
  const common = useTranslations('common')
  const isMissing = isApiError(error) && error.status === 404
  return (
    <div className="px-7 pt-4 phone:px-4">
      {error === null ? (
        <LoadingBars count={6} label={common('loading')} />
      ) : (
        <div role="alert" className="text-ui">
          <p className="font-medium">{isMissing ? words.missing : words.failed}</p>
          <p className="wrap-anywhere mt-1 mb-2 font-mono text-[12px] text-ink-3">{id}</p>
          {!isMissing && <Button onClick={onRetry}>{common('retry')}</Button>}
        </div>
      )}
    </div>
  )
}
