import 'server-only'
import type { LiveEvent } from '@/lib/domain/live'
import { hasEnded, type Run, type RunRetry } from '@/lib/domain/run'
import { advance } from '@/lib/domain/timing'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import { createSseReader, type SseFrame } from '@/lib/wire/sse'
import type { WireEvent } from '@/lib/wire/types'
import { header, isEventStream } from '../upstream/headers'
import type { HeaderList, Sink, UpstreamError } from '../upstream/sink'
import { createDecoder, type Decoder } from './decode'
import { encodeRecord } from './log-records'
import {
  type Outcome,
  outcomeOfBadStream,
  outcomeOfBody,
  outcomeOfFault,
  outcomeOfStream,
} from './outcome'
import { readFrame } from './read-frame'

/** Frames kept for readers that come back; an older cursor gets a snapshot instead. */
const TAIL = 512

type Frame = Extract<LiveEvent, { type: 'frame' }>

/** What a recorder tells: the journal that something is to be stored, readers what arrived. */
export interface RecorderHooks {
  onBytes(recorder: Recorder): void
  /** The answer has grown by an event, or the run has changed otherwise. */
  onChange(isGrowth: boolean): void
  onEnd(recorder: Recorder): void
}

/**
 * Listens to one run. It is a sink: what the upstream answers goes through here on its way to the
 * log, to the fold, and to every tab that watches; it changes nothing and never holds the bytes up.
 */
export class Recorder implements Sink {
  run: Run
  fold: Fold = EMPTY_FOLD
  seq = 0
  responseHeaders: HeaderList = []
  /** Log records that no transaction has stored yet. */
  readonly pending: Buffer[] = []
  /** How many pieces of the log are stored. */
  chunks = 0
  /** Bytes of the answer so far. */
  size = 0
  /** What is kept of the request, bytes. */
  requestSize = 0
  /** Whether the answer's bytes and content are stored; what is known about them always is. */
  keepsBody = true
  /** The log is stored whole: what still comes is not kept. */
  isStored = false
  readonly #listeners = new Set<(event: LiveEvent) => void>()
  readonly #hooks: RecorderHooks
  readonly #reader = createSseReader()
  #tail: Frame[] = []
  /** Somebody has watched: frames are kept from then on, for readers that come back. */
  #isWatched = false
  #decoder: Decoder | null = null
  #isStream = false
  #body: Uint8Array[] = []
  #left = performance.now()
  #hurry = new AbortController()
  /** How the run ends whose stream cannot be read any further, once its bytes have ended too. */
  #unreadable: Outcome | null = null

  constructor(run: Run, hooks: RecorderHooks) {
    this.run = run
    this.#hooks = hooks
  }

  /** Milliseconds since the request left. */
  elapsed(): number {
    return performance.now() - this.#left
  }

  /** The request leaves now (again, after a retry). */
  depart(at = performance.now()): void {
    this.#left = at
  }

  /** A failed attempt: the next one waits. Answers what aborts when somebody asks for it now. */
  wait(retry: RunRetry): AbortSignal {
    this.#hurry = new AbortController()
    this.update({ retries: [...this.run.retries, retry] })
    return this.#hurry.signal
  }

  /** Cuts the wait for the next attempt short, if there is one. */
  hurry(): void {
    this.#hurry.abort()
  }

  /** The last wait took this long instead. */
  haveWaited(waitMs: number): void {
    const { retries } = this.run
    const last = retries.at(-1)
    if (last !== undefined) this.update({ retries: retries.with(-1, { ...last, waitMs }) })
  }

  head(status: number, headers: HeaderList): void {
    this.responseHeaders = headers
    this.#isStream = isEventStream(status, headers)
    this.#decoder = createDecoder(header(headers, 'content-encoding'), (bytes) => this.#read(bytes))
    this.update({
      httpStatus: status,
      requestId: header(headers, 'request-id'),
      ...(status < 300 ? { status: 'streaming' } : {}),
    })
  }

  /** The answer is over, though more bytes may come with it: they are part of the log alone. */
  get isOver(): boolean {
    return this.#unreadable !== null || hasEnded(this.run.status)
  }

  write(chunk: Uint8Array): void {
    this.size += chunk.length
    if (!this.isOver) this.#decoder?.write(chunk)
    if (!this.keepsBody || this.isStored) return
    this.pending.push(encodeRecord({ at: this.elapsed() * 1000, bytes: chunk }))
    this.#hooks.onBytes(this)
  }

  end(): void {
    const finish = () =>
      this.#finish(
        this.#isStream
          ? outcomeOfStream(this.fold, this.run)
          : outcomeOfBody(
              this.run.httpStatus ?? 502,
              Buffer.concat(this.#body).toString('utf8'),
              this.responseHeaders,
              this.run,
            ),
      )
    if (this.#decoder === null) finish()
    else this.#decoder.end(finish)
  }

  fail(error: UpstreamError): void {
    const finish = () => this.#finish(outcomeOfFault(error, this.fold, this.run))
    if (this.#decoder === null) finish()
    else this.#decoder.end(finish)
  }

  /** Watches from now on; answers the way to stop. */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.#isWatched = true
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What a reader with this cursor has missed: the frames, or a snapshot when it has too little. */
  since(cursor: number): LiveEvent[] {
    const first = this.seq - this.#tail.length
    if (cursor > 0 && cursor >= first && cursor <= this.seq) return this.#tail.slice(cursor - first)
    return [{ type: 'snapshot', run: this.run, fold: this.fold, seq: this.seq }]
  }

  /** Changes the run and tells the readers. */
  update(change: Partial<Run>): void {
    this.run = { ...this.run, ...change }
    if (hasEnded(this.run.status)) return
    this.#tell({ type: 'run', run: { ...this.run, message: null } })
    this.#hooks.onChange(false)
  }

  /** The end is stored, or cannot be for now: tells the readers the final state. */
  announceEnd(): void {
    this.#tell({ type: 'run', run: this.run })
    this.#hooks.onChange(false)
  }

  #read(bytes: Uint8Array): void {
    if (!this.#isStream) {
      this.#body.push(bytes)
      return
    }
    try {
      for (const frame of this.#reader.push(bytes)) this.#take(frame)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#giveUp(`The stream cannot be read: ${reason}`)
    }
  }

  /** Reads no more, and goes on logging. Why is told at once; the run ends with its bytes. */
  #giveUp(reason: string): void {
    if (this.isOver) return
    this.#unreadable = outcomeOfBadStream(this.fold, reason)
    this.update({ error: this.#unreadable.error })
  }

  #take(frame: SseFrame): void {
    if (this.isOver) return
    const event = readFrame(frame)
    if (event === 'unreadable') this.#giveUp('The stream held an event that is not JSON.')
    if (typeof event === 'string') return
    this.#observe(event)
  }

  #observe(event: WireEvent): void {
    const at = this.elapsed()
    this.seq += 1
    this.fold = fold(this.fold, event)
    this.run.timing = advance(this.run.timing, event, at)
    if (this.#isWatched) {
      const frame: Frame = { type: 'frame', runId: this.run.id, seq: this.seq, at, data: event }
      this.#tail.push(frame)
      if (this.#tail.length > 2 * TAIL) this.#tail = this.#tail.slice(-TAIL)
      this.#tell(frame)
    }
    this.#hooks.onChange(true)
    // The answer has said its end: how its connection ends is no longer of interest.
    if (this.fold.isDone || this.fold.error !== null) {
      this.#finish(outcomeOfStream(this.fold, this.run))
    }
  }

  #finish(outcome: Outcome): void {
    if (hasEnded(this.run.status)) return
    const timing = { ...this.run.timing, total: this.elapsed() }
    this.run = { ...this.run, ...(this.#unreadable ?? outcome), timing, endedAt: Date.now() }
    this.#tail = []
    this.#hooks.onEnd(this)
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
