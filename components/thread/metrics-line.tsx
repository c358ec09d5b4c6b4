import { Ban, Check, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { type Run, tokensPerSecond } from '@/lib/domain/run'
import { RATE_DIGITS } from '../ui/rate-digits'
import { CostFigure } from './cost-figure'
import { MetricRow, value } from './metric'
import { useDuration } from './use-duration'

type Word = {
  key:
    | 'endTurn'
    | 'maxTokens'
    | 'stopSequence'
    | 'toolUse'
    | 'pauseTurn'
    | 'refusal'
    | 'contextFull'
    | 'compaction'
  icon: LucideIcon | null
  tone: string
}

/** Stop reasons in words (claude-api.md §3); any other shows as it is. Only what is not plain has an icon. */
const STOP_REASONS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['end_turn', { key: 'endTurn', icon: null, tone: '' }],
  ['max_tokens', { key: 'maxTokens', icon: TriangleAlert, tone: 'text-warn' }],
  ['stop_sequence', { key: 'stopSequence', icon: Check, tone: '' }],
  ['tool_use', { key: 'toolUse', icon: Check, tone: '' }],
  ['pause_turn', { key: 'pauseTurn', icon: null, tone: '' }],
  ['refusal', { key: 'refusal', icon: Ban, tone: 'text-bad' }],
  ['model_context_window_exceeded', { key: 'contextFull', icon: TriangleAlert, tone: 'text-warn' }],
  ['compaction', { key: 'compaction', icon: Check, tone: '' }],
])

/** The figures of a finished answer, in fixed order. */
export function MetricsLine({ run }: { run: Run }) {
  return (
    <MetricRow>
      <Ending run={run} />
      <Figures run={run} />
    </MetricRow>
  )
}

/** How a whole answer ended; of another, nothing. */
export function Ending({ run }: { run: Run }) {
  const wordsOf = useStopReason()
  // An early end is said in a line or note of its own.
  if (run.status !== 'complete') return null
  const reason = run.message?.stop_reason ?? null
  const { icon = null, tone = '' } = STOP_REASONS.get(reason ?? '') ?? {}
  return <Mark {...{ icon, tone }} text={wordsOf(reason, run.message?.stop_sequence ?? null)} />
}

/** A stop reason in words; one that is not known as it is. */
export function useStopReason(): (reason: string | null, sequence: string | null) => string {
  const t = useTranslations('chat.metrics')
  return (reason, sequence) => {
    if (reason === null) return t('noReason')
    const word = STOP_REASONS.get(reason)
    return word === undefined ? reason : t(word.key, { sequence: JSON.stringify(sequence ?? '') })
  }
}

function Mark({ icon: Icon, tone, text }: { icon: LucideIcon | null; tone: string; text: string }) {
  return (
    <span className={`flex items-center gap-1.5 ${tone}`}>
      {Icon !== null && <Icon aria-hidden size={14} strokeWidth={1.5} />}
      {text}
    </span>
  )
}

type Count = 'in' | 'cached' | 'written' | 'out' | 'thought'

/** The upstream counts the thinking of the whole message: one line of thinking can say it, several cannot. */
function unshownThinking({ message }: Run): number {
  const lines = message?.content.filter(({ type }) => type === 'thinking').length ?? 0
  return lines === 1 ? 0 : (message?.usage.output_tokens_details?.thinking_tokens ?? 0)
}

function Figures({ run }: { run: Run }) {
  const t = useTranslations('chat.metrics')
  const format = useFormatter()
  const duration = useDuration()
  const usage = run.message?.usage
  const { firstToken } = run.timing
  const rate = run.status === 'complete' ? tokensPerSecond(usage, run.timing) : null
  const cached = usage?.cache_read_input_tokens ?? 0
  const written = usage?.cache_creation_input_tokens ?? 0
  const thought = unshownThinking(run)
  const count = (key: Count, tokens: number | null | undefined) =>
    tokens != null && <span>{t.rich(key, { ...value, count: format.number(tokens) })}</span>
  return (
    <>
      {count('in', usage?.input_tokens)}
      {cached > 0 && count('cached', cached)}
      {written > 0 && count('written', written)}
      {run.status === 'complete' && count('out', usage?.output_tokens)}
      {thought > 0 && count('thought', thought)}
      <CostFigure run={run} />
      {firstToken !== null && (
        <span>{t.rich('firstToken', { ...value, duration: duration(firstToken) })}</span>
      )}
      {rate !== null && (
        <span>{t.rich('rate', { ...value, rate: format.number(rate, RATE_DIGITS) })}</span>
      )}
    </>
  )
}
