import { CircleCheck, CircleX, Hand } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ToolTrial } from '@/lib/domain/tools/trial'
import { useDuration } from '../../thread/use-duration'
import { cx } from '../../ui/cx'
import { Note } from '../../ui/note'
import { useErrorWords } from '../../ui/use-error-words'
import { ResultContent } from './result-content'

/** Whether a trial went well, and how long it took. */
export function TryMark({ answer: { outcome, problem, ms } }: { answer: ToolTrial }) {
  const t = useTranslations('tools.try')
  const duration = useDuration()
  const isBad = problem !== null || outcome?.result.isError === true
  const Icon = isBad ? CircleX : CircleCheck
  return (
    <p
      role="status"
      className={cx('flex items-center gap-1.5 text-small', isBad ? 'text-bad' : 'text-ok')}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {isBad && t('failed')} {duration(Math.max(1, Math.round(ms)))}
    </p>
  )
}

interface Props {
  answer: ToolTrial | undefined
  error: Error | null
}

/** What came of a trial: the result as the model would have it, and what a script wrote beside it. */
export function TryOutcome({ answer, error }: Props) {
  const t = useTranslations('tools.try')
  const errorWords = useErrorWords()
  if (error !== null) {
    return (
      <Note role="alert" tone="bad" icon={CircleX} title={t('notCalled')}>
        {errorWords(error)}
      </Note>
    )
  }
  if (answer === undefined) return null
  const { outcome, problem } = answer
  if (problem !== null) {
    return (
      <Note role="alert" tone="bad" icon={CircleX} title={t('problem')}>
        {problem}
      </Note>
    )
  }
  if (outcome === null) return <Note tone="plain" icon={Hand} title={t('noOutcome')} />
  const { result, console, rule } = outcome
  return (
    <div className="flex flex-col gap-2">
      {rule !== null && (
        <p className="text-ink-3 text-small">{t('ruleAnswered', { place: rule + 1 })}</p>
      )}
      <div
        className={cx(
          'overflow-hidden rounded-lg p-3',
          result.isError ? 'bg-bad-soft' : 'bg-sunken',
        )}
      >
        <ResultContent content={result.content} />
      </div>
      {console.length > 0 && (
        <section aria-label={t('console')} className="flex flex-col gap-1">
          <h4 className="text-ink-3 text-small">{t('console')}</h4>
          <pre className="wrap-anywhere max-h-48 overflow-y-auto whitespace-pre-wrap rounded-lg bg-sunken p-3 font-mono text-code">
            {console.join('\n')}
          </pre>
        </section>
      )}
    </div>
  )
}
