import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { LimitGroup } from '@/lib/domain/limits'
import type { Run } from '@/lib/domain/run'
import type { Usage } from '@/lib/wire/types'
import { Labels } from './labels'

/** What is read at the moment of a scrape. */
export interface MetricSources {
  liveRuns(): number
  openCalls(): number
  limits(): LimitGroup[]
}

/** Seconds. A first token comes within these, or something is wrong. */
const TO_FIRST_TOKEN = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64]
const TO_END = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 3600]

/** Kinds of tokens, and what they are called in usage. */
const TOKENS: readonly [kind: string, of: (usage: Usage) => number | null | undefined][] = [
  ['input', (usage) => usage.input_tokens],
  ['cache_read', (usage) => usage.cache_read_input_tokens],
  ['cache_write', (usage) => usage.cache_creation_input_tokens],
  ['output', (usage) => usage.output_tokens],
]

/** What `GET /api/metrics` tells Prometheus: this process's figures, of all its runs since its start. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #labels = new Labels()
  readonly #runs = this.#counter('runs_total', 'Runs that have ended.', [
    'upstream',
    'model',
    'source',
    'status',
  ])
  readonly #tokens = this.#counter('tokens_total', 'Tokens of runs that have ended.', [
    'upstream',
    'model',
    'kind',
  ])
  readonly #cost = this.#counter('cost_usd_total', 'What runs came to by the price table, USD.', [
    'upstream',
    'model',
  ])
  readonly #unpriced = this.#counter('runs_of_unknown_cost_total', 'Runs whose cost is unknown.', [
    'upstream',
    'model',
  ])
  readonly #refusals = this.#counter(
    'gateway_refusals_total',
    'Calls at the gateway that Parley itself answered with an error.',
    ['status'],
  )
  readonly #cache = this.#counter('response_cache_total', 'Calls that asked the response cache.', [
    'result',
  ])
  readonly #storeFailures = this.#counter(
    'store_failures_total',
    'Times that the store took nothing.',
    [],
  )
  readonly #firstToken = this.#histogram(
    'first_token_seconds',
    'From the request to the first token.',
    TO_FIRST_TOKEN,
  )
  readonly #duration = this.#histogram(
    'run_duration_seconds',
    'From the request to the end.',
    TO_END,
  )

  constructor(sources: MetricSources) {
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('live_runs', 'Runs that have not ended.', [], (set) => set({}, sources.liveRuns()))
    this.#gauge('gateway_open_calls', 'Calls at the gateway that have not ended.', [], (set) =>
      set({}, sources.openCalls()),
    )
    const limits: [string, string, (limit: LimitGroup['limits'][number]) => number | null][] = [
      ['limit', 'A rate limit of an upstream, as last told.', ({ limit }) => limit],
      ['limit_remaining', 'What was left of it.', ({ remaining }) => remaining],
      [
        'limit_reset_timestamp_seconds',
        'When it is full again.',
        ({ resetsAt }) => (resetsAt === null ? null : resetsAt / 1000),
      ],
    ]
    for (const [name, help, figureOf] of limits) {
      this.#gauge(name, help, ['upstream', 'key', 'class', 'kind'], (set) => {
        for (const group of sources.limits()) {
          for (const limit of group.limits) {
            const value = figureOf(limit)
            if (value !== null) set(limitLabels(group, limit), value)
          }
        }
      })
    }
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** All of it as Prometheus reads it. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  /** Counts a run that has ended. One that was given again from the cache has cost nothing. */
  runEnded(run: Run, cost: number | null): void {
    const { message, timing, replayOf, isSandbox } = run
    const { upstream, model } = this.#labels.bound({ upstream: run.upstream, model: run.model })
    const place = { upstream, model }
    this.#runs.inc({ ...place, source: run.source, status: run.status })
    if (replayOf !== null) return
    if (timing.firstToken !== null) this.#firstToken.observe(place, timing.firstToken / 1000)
    if (timing.total !== null) this.#duration.observe(place, timing.total / 1000)
    for (const [kind, of] of TOKENS) {
      const count = message === null ? null : of(message.usage)
      if (count != null && count > 0) this.#tokens.inc({ ...place, kind }, count)
    }
    if (cost !== null && cost > 0) this.#cost.inc(place, cost)
    if (cost === null && !isSandbox) this.#unpriced.inc(place)
  }

  /** Counts a call at the gateway that Parley answered with an error of its own. */
  refused(status: number): void {
    this.#refusals.inc({ status: String(status) })
  }

  /** Counts what the response cache had for a call. */
  cacheAnswered(result: 'hit' | 'miss' | 'skip'): void {
    this.#cache.inc({ result })
  }

  storeFailed(): void {
    this.#storeFailures.inc()
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `parley_${name}`, help, labelNames, registers: [this.#registry] })
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    const labelNames = ['upstream', 'model']
    const registers = [this.#registry]
    return new Histogram({ name: `parley_${name}`, help, labelNames, buckets, registers })
  }

  #gauge(
    name: string,
    help: string,
    labelNames: string[],
    read: (set: (labels: Record<string, string>, value: number) => void) => void,
  ): void {
    const gauge: Gauge = new Gauge({
      name: `parley_${name}`,
      help,
      labelNames,
      registers: [this.#registry],
      collect: () => {
        gauge.reset()
        read((labels, value) => gauge.set(labels, value))
      },
    })
  }
}

/** The number of groups is bounded where they are kept. */
function limitLabels(
  { upstream, key, subject }: LimitGroup,
  { family, kind }: LimitGroup['limits'][number],
): Record<string, string> {
  const name = family === 'ratelimit' ? kind : `${family}-${kind}`
  return { upstream, key: key ?? '', class: subject.name, kind: name }
}
