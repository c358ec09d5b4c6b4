import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, Square } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { stopAnswer } from '@/lib/client/stop-answer'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { getLiveRuns, useHeardStep } from '@/lib/client/stores/live-runs'
import { type Facts, RANKED, type Rank, type RankedFact } from '@/lib/domain/comparison/facts'
import { promptOf } from '@/lib/domain/cost'
import type { Run } from '@/lib/domain/run'
import { estimateTokens } from '@/lib/domain/token-estimate'
import { focusComposer } from '../composer/focus-composer'
import { Ending } from '../thread/metrics-line'
import { useDuration } from '../thread/use-duration'
import { useTicker } from '../thread/use-ticker'
import { Button } from '../ui/button'
import { LiveIcon } from '../ui/live-icon'
import { RATE_DIGITS } from '../ui/rate-digits'
import { useDollars } from '../ui/use-dollars'

type FactName = 'firstToken' | 'total' | 'rate' | 'tokens' | 'thinking' | 'cost'

/** In this order, in each column. */
const ORDER: readonly FactName[] = ['firstToken', 'total', 'rate', 'tokens', 'thinking', 'cost']

/** How an answer stands among those of its row, by its column. */
export const Ranks = createContext<Readonly<Record<string, Record<RankedFact, Rank>>>>({})

/** Figures that change faster than this cannot be read. */
const RENEW_MS = 200
/** Where text arrives they are drawn with it: eight columns with clocks of their own would have the page drawn all the time. */
const RENEW_ARRIVING_MS = 1000

interface FactsProps {
  columnId: string
  facts: Facts
  /** The run that the answer ended with: it says how. */
  last: Run | undefined
}

/** The figures of a finished answer, with what it is best and worst at. */
export function FactsBar({ columnId, facts, last }: FactsProps) {
  const t = useTranslations('compare.facts')
  const ranks = useContext(Ranks)[columnId]
  const values = useFactWords()(facts)
  const label = (name: FactName) => {
    if (name !== 'total' || facts.state === 'complete') return t(name)
    return t(facts.state === 'stopped' ? 'stopped' : 'brokeOff')
  }
  return (
    <Bar>
      {ORDER.map((name) => (
        <Fact key={name} label={label(name)} value={values[name]}>
          <RankMark rank={isRanked(name) ? (ranks?.[name] ?? null) : null} />
        </Fact>
      ))}
      {last?.status === 'complete' && (
        <div className="col-span-full flex gap-1.5 text-ink-3 text-small">
          <dt className="sr-only">{t('end')}</dt>
          <dd className="text-ink-2">
            <Ending run={last} />
          </dd>
        </div>
      )}
    </Bar>
  )
}

function isRanked(name: FactName): name is FactName & RankedFact {
  return Object.hasOwn(RANKED, name)
}

/** The words of all figures; an unknown one is said to be unknown. */
export function useFactWords(): (facts: Facts) => Record<FactName, string> {
  const t = useTranslations('compare.facts')
  const format = useFormatter()
  const duration = useDuration()
  const dollars = useDollars()
  const count = (tokens: number | null) => (tokens === null ? '–' : format.number(tokens))
  const written = ({ outTokens, outEstimate }: Facts) =>
    outEstimate === null ? count(outTokens) : `≈ ${format.number(outEstimate)}`
  const time = (ms: number | null) => (ms === null ? '–' : duration(ms))
  const price = ({ cost, isSandbox }: Facts) => {
    if (isSandbox) return t('sandbox')
    return cost === null ? t('unknown') : dollars.cost(cost)
  }
  return (facts) => ({
    firstToken: time(facts.firstToken),
    total: time(facts.total),
    rate: facts.rate === null ? '–' : format.number(facts.rate, RATE_DIGITS),
    tokens: t('inOut', { in: count(facts.inTokens), out: written(facts) }),
    thinking: count(facts.thinkingTokens),
    cost: price(facts),
  })
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="@container mt-3">
      <dl className="grid @max-[22rem]:grid-cols-[repeat(3,auto)] grid-cols-[repeat(6,auto)] justify-start gap-x-5 gap-y-2 @max-[27rem]:gap-x-3.5">
        {children}
      </dl>
    </div>
  )
}

interface FactProps {
  label: string
  value: string
  children?: ReactNode
}

function Fact({ label, value, children }: FactProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="order-2 whitespace-nowrap text-facts text-ink-3">{label}</dt>
      <dd className="order-1 whitespace-nowrap font-medium text-ink text-ui">{value}</dd>
      {/* The second description of the term above: by shape and word, colour is the third sign. */}
      <dd className="order-3 h-4 text-facts empty:hidden">{children}</dd>
    </div>
  )
}

function RankMark({ rank }: { rank: Rank }) {
  const t = useTranslations('compare.facts')
  if (rank === null) return null
  const Icon = rank === 'best' ? ChevronUp : ChevronDown
  return (
    <span className={rank === 'best' ? 'flex text-ok' : 'flex text-warn'}>
      <Icon aria-hidden size={12} strokeWidth={2} className="mt-0.5 mr-0.5 shrink-0" />
      {t(rank)}
    </span>
  )
}

/** The figures of an arriving answer, as far as they are known. */
export function LiveFacts({ runId }: { runId: string }) {
  const t = useTranslations('compare.facts')
  const status = useTranslations('chat.status')
  const words = useTranslations('chat.composer')
  const client = useQueryClient()
  const format = useFormatter()
  const duration = useDuration()
  const isLost = useIsConnectionLost()
  const live = getLiveRuns()[runId]
  const firstToken = live?.run.timing.firstToken ?? null
  const ticked = useTicker(!isLost, firstToken === null ? RENEW_MS : RENEW_ARRIVING_MS)
  const now = Math.max(ticked, useHeardStep(runId, RENEW_MS))
  if (live === undefined) return null
  const tokens = estimateTokens(live.fold.message?.content ?? [])
  const elapsed = live.leftAt === null ? null : Math.max(0, now - live.leftAt)
  const seconds = firstToken === null || elapsed === null ? 0 : (elapsed - firstToken) / 1000
  const usage = live.fold.message?.usage
  const input = usage?.input_tokens == null ? null : promptOf(usage)
  const out = `≈ ${format.number(tokens)}`
  return (
    <>
      <Bar>
        <Fact label={t('firstToken')} value={firstToken === null ? '–' : duration(firstToken)} />
        <Fact label={t('elapsed')} value={elapsed === null ? '–' : duration(elapsed)} />
        <Fact
          label={t('rate')}
          value={
            seconds > 1 ? `≈ ${format.number(tokens / seconds, { maximumFractionDigits: 0 })}` : '–'
          }
        />
        <Fact
          label={t('tokens')}
          value={t('inOut', { in: input === null ? '–' : format.number(input), out })}
        />
      </Bar>
      <div className="mt-2 flex items-center gap-3 text-accent text-small">
        <span className="flex items-center gap-1.5">
          <LiveIcon size={14} />
          {isLost
            ? status('offline')
            : firstToken === null && elapsed !== null
              ? status('waiting', { duration: duration(elapsed) })
              : status('streaming')}
        </span>
        <Button
          variant="quiet"
          icon={<Square aria-hidden size={12} strokeWidth={0} className="fill-current" />}
          onClick={() => {
            void stopAnswer(client, runId)
            focusComposer()
          }}
        >
          {words('stop')}
        </Button>
      </div>
    </>
  )
}
