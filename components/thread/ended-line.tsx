import { CircleSlash, Unplug } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Run } from '@/lib/domain/run'
import { outputTokens } from '@/lib/domain/token-estimate'

interface Props {
  run: Run
  onContinue: (() => void) | null
  onRetry: (() => void) | null
}

const LINK =
  'fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11 phone:px-1'

/** One line under an answer that did not come to its end: what is kept, and the ways on. */
export function EndedLine({ run, onContinue, onRetry }: Props) {
  const t = useTranslations('chat.ended')
  const Icon = run.status === 'stopped' ? CircleSlash : Unplug
  return (
    <p
      role="status"
      className="mt-2.5 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-small first:mt-0"
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} className="-mr-1 shrink-0" />
      <EndedText run={run} />
      {/* Together, so that none stands alone in a line. */}
      <span className="flex gap-x-3">
        {onContinue !== null && (
          <button type="button" onClick={onContinue} className={LINK}>
            {t('continue')}
          </button>
        )}
        {onRetry !== null && (
          <button type="button" onClick={onRetry} className={LINK}>
            {t('retry')}
          </button>
        )}
      </span>
    </p>
  )
}

function EndedText({ run }: { run: Run }) {
  const t = useTranslations('chat.ended')
  const { message } = run
  const kind = run.status === 'stopped' ? 'stopped' : 'interrupted'
  const content = message?.content ?? []
  // The upstream's count came only if the answer had said why it stops.
  const isCounted = message?.stop_reason != null
  const { count, isEstimate } = outputTokens(content, message?.usage.output_tokens, isCounted)
  if (count === 0) return <span>{t(`${kind}Empty`)}</span>
  return <span>{t(isEstimate ? `${kind}About` : kind, { count })}</span>
}
