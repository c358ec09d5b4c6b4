import { useTranslations } from 'use-intl'
import type { Run } from '@/lib/domain/run'
import { PAUSED_AFTER_MS } from '@/lib/domain/tools/open-loop'
import { useShowField } from '../shell/use-show-field'
import { useElapsed } from './use-elapsed'

const LINK =
  'fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11 phone:px-1'

interface Props {
  run: Run
  /** Only of the last answer: a way on from an earlier one is there already. */
  isLast: boolean
  onContinue: (() => void) | null
  /** Lets the model go on with an answer that paused. */
  onResume: () => void
}

/** One line under a whole answer that is less than a person waits for: what became of it, and the ways on. */
export function ShortLine({ run, isLast, onContinue, onResume }: Props) {
  const t = useTranslations('chat.ended')
  const remedies = useTranslations('chat.remedies')
  const showField = useShowField()
  const shortage = shortageOf(run, isLast)
  const isSettled = useElapsed(PAUSED_AFTER_MS)
  if (shortage === null || (shortage === 'paused' && !isSettled)) return null
  return (
    <p className="mt-2.5 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-small first:mt-0">
      {t(shortage)}
      {shortage === 'paused' && (
        <button type="button" onClick={onResume} className={LINK}>
          {t('resume')}
        </button>
      )}
      {shortage === 'truncated' && (
        <span className="flex gap-x-3">
          {onContinue !== null && (
            <button type="button" onClick={onContinue} className={LINK}>
              {t('continue')}
            </button>
          )}
          <button type="button" onClick={() => showField('param-max_tokens')} className={LINK}>
            {remedies('showField')}
          </button>
        </span>
      )}
    </p>
  )
}

function shortageOf({ status, message }: Run, isLast: boolean) {
  if (status !== 'complete' || message === null) return null
  const { stop_reason: reason, content } = message
  if (isLast && reason === 'max_tokens') return 'truncated'
  if (isLast && reason === 'pause_turn') return 'paused'
  if (isLast && reason === 'model_context_window_exceeded') return 'contextFull'
  return content.length === 0 && reason !== 'refusal' ? 'nothing' : null
}
