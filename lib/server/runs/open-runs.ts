import 'server-only'
import { hasEnded, type Run } from '@/lib/domain/run'
import type { RunSummary } from '@/lib/domain/run-list'
import { summarizeRun } from '@/lib/domain/run-summary'
import { estimateTokens } from '@/lib/domain/token-estimate'
import type { RunRow } from '../store/schema'
import { UpstreamError } from '../upstream/sink'
import type { RunsEars } from './ears'
import type { Facets } from './facets'
import type { Journal } from './journal'
import type { Live } from './live'
import type { PriceBook } from './price-book'
import { Recorder } from './recorder'

/** A run until its end is stored. */
export interface OpenRun {
  owner: string
  recorder: Recorder
  /** Aborts the call upstream. */
  abort: AbortController
  /** Resolves when its end is stored. */
  stored: Promise<void>
}

/** Whom the open runs tell of what becomes of them. */
interface Places {
  journal: Journal
  live: Live
  facets: Facets
  prices: PriceBook
  ears: RunsEars
  onStored(owner: string, run: Run): void
}

/** The runs of this process whose ends are not stored yet, each with what listens to it. */
export class OpenRuns {
  readonly #places: Places
  readonly #runs = new Map<string, OpenRun>()

  constructor(places: Places) {
    this.#places = places
  }

  get size(): number {
    return this.#runs.size
  }

  all(): OpenRun[] {
    return [...this.#runs.values()]
  }

  find(owner: string, id: string): OpenRun | undefined {
    const run = this.#runs.get(id)
    return run?.owner === owner ? run : undefined
  }

  /**
   * Takes a run in; `row` is its row where no transaction has inserted it yet. `onEnd` hears of its
   * end at once, before that is stored.
   */
  open(
    owner: string,
    run: Run,
    abort: AbortController,
    row: RunRow | null,
    onEnd: (run: Run) => void = () => {},
  ): Recorder {
    const { journal, live, facets, prices, ears } = this.#places
    const recorder = new Recorder(run, {
      onNews: (from) => journal.news(from),
      onChange: (isGrowth) => tellFeed(isGrowth),
      onEnd: (from) => {
        journal.end(from)
        onEnd(from.run)
        ears.onEnd(from.run, prices.billOf(from.run))
      },
    })
    const summarize = () => this.summarize(recorder)
    const tellFeed = (isGrowth: boolean) => live.feed.changed(owner, run, summarize, isGrowth)
    tellFeed(false)
    facets.note(owner, run)
    const stored = this.#untilStored(owner, recorder, row)
    this.#runs.set(run.id, { owner, recorder, abort, stored })
    return recorder
  }

  /** A stored run as it is now, if it is live. */
  current(owner: string, run: Run): Run {
    const recorder = this.find(owner, run.id)?.recorder
    if (recorder === undefined) return run
    // The end says the message itself: an answer that is one JSON body is never folded.
    if (hasEnded(recorder.run.status)) return recorder.run
    return { ...recorder.run, message: recorder.fold.message }
  }

  /** The run's row in the list as it is now. */
  summarize({ run, fold }: Recorder): RunSummary {
    if (hasEnded(run.status)) return summarizeRun(run, this.#places.prices.billOf(run))
    const row = summarizeRun({ ...run, message: fold.message }, null)
    // The upstream counts what it has written only at the end.
    return { ...row, outputTokens: estimateTokens(fold.message?.content ?? []) }
  }

  /** Ends runs because the process does; resolves when their ends are stored. */
  async interrupt(runs: readonly OpenRun[]): Promise<void> {
    for (const { recorder, abort } of runs) {
      recorder.fail(new UpstreamError('stopping', 'Parley was told to stop.'))
      abort.abort()
    }
    await Promise.all(runs.map(({ stored }) => stored))
  }

  #untilStored(owner: string, recorder: Recorder, row: RunRow | null): Promise<void> {
    const { journal, live, facets, onStored } = this.#places
    const { id, conversationId } = recorder.run
    const announce = () => {
      recorder.announceEnd()
      facets.note(owner, recorder.run)
      if (conversationId !== null) live.ended(owner, id, conversationId)
    }
    return new Promise((resolve) => {
      journal.open(recorder, row, {
        // Nobody need wait for room on the disk to see that an answer has ended.
        onDelayed: announce,
        onStored: () => {
          this.#runs.delete(id)
          announce()
          onStored(owner, recorder.run)
          resolve()
        },
      })
    })
  }
}
