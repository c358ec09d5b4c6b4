import 'server-only'
import type { LiveEvent } from '@/lib/domain/live'
import { hasEnded, type Run, type RunRetry } from '@/lib/domain/run'
import type { Fold } from '@/lib/wire/accumulate'
import type { WireEvent } from '@/lib/wire/types'
import { header, isEventStream } from '../upstream/headers'
import type { HeaderList, Sink, UpstreamError } from '../upstream/sink'
import { createDecoder, type Decoder, isPlain } from './decode'
import { decodeRecord, encodeRecord } from './log-records'
import {
  type Outcome,
  outcomeOfBadStream,
  outcomeOfBody,
  outcomeOfFault,
  outcomeOfRefusal,
  outcomeOfStream,
} from './outcome'
import { Reading } from './reading'

/** Frames kept for readers that come back; an older cursor gets a snapshot instead. */
const TAIL = 512

type Frame = Extract<LiveEvent, { type: 'frame' }>

/** What a recorder tells: the journal that something is to be stored, readers what arrived. */
export interface RecorderHooks {
  /** Bytes wait to be read, and mostly to be stored; or what is known of the run has changed. */
  onNews(recorder: Recorder): void
  /** The answer has grown, or the run has changed otherwise. */
  onChange(isGrowth: boolean): void
  onEnd(recorder: Recorder): void
}

/**
 * Listens to one run. It is a sink: what the upstream answers goes through here on its way to the
 * log, to the fold, and to every tab that watches; it changes nothing and never holds the bytes up.
 * Pieces are read when somebody asks what they say, the tick at the latest: several together cost
 * a fraction of each by itself.
 */
export class Recorder implements Sink {
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
  /** The answer is Parley's own: the call was sent nowhere. */
  isRefusal = false
  /** The log is stored whole: what still comes is not kept. */
  isStored = false
  /** How often the run has changed otherwise than by its answer. */
  changes = 0
  #run: Run
  readonly #listeners = new Set<(event: LiveEvent) => void>()
  readonly #hooks: RecorderHooks
  readonly #reading = new Reading((event, at) => this.#show(event, at))
  #tail: Frame[] = []
  /** Somebody has watched: each piece is read at once from then on, and frames kept for who comes back. */
  #isWatched = false
  #decoder: Decoder | null = null
  #isEncoded = false
  #isStream = false
  /** Records that nobody has read yet: the bytes as they arrived would hold on to all that was received with them. */
  #unread: Buffer[] = []
  /** When the piece arrived that is read. */
  #at = 0
  #body: Uint8Array[] = []
  #left = performance.now()
  #hurry = new AbortController()

  constructor(run: Run, hooks: RecorderHooks) {
    this.#run = run
    this.#hooks = hooks
  }

  get run(): Run {
    this.read()
    return this.#run
  }

  /** The answer so far. */
  get fold(): Fold {
    this.read()
    return this.#reading.fold
  }

  /** The answer is over, though more bytes may come with it: they are part of the log alone. */
  get isOver(): boolean {
    return hasEnded(this.run.status) || this.#reading.unreadable !== null
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
    const encoding = header(headers, 'content-encoding')
    this.#isEncoded = !isPlain(encoding)
    this.#decoder = createDecoder(encoding, (bytes) => this.#read(bytes))
    this.update({
      httpStatus: status,
      requestId: header(headers, 'request-id'),
      ...(status < 300 ? { status: 'streaming' } : {}),
    })
  }

  write(chunk: Uint8Array): void {
    this.size += chunk.length
    const record = encodeRecord({ at: this.elapsed() * 1000, bytes: chunk })
    if (this.keepsBody && !this.isStored) this.pending.push(record)
    if (!hasEnded(this.#run.status)) this.#unread.push(record)
    // What is decoded in another thread has no time but that of its reading.
    if (this.#isWatched || this.#isEncoded) this.read()
    this.#hooks.onNews(this)
    this.#hooks.onChange(true)
  }

  end(): void {
    this.#whenRead(() => {
      if (this.#isStream) return outcomeOfStream(this.fold, this.#run)
      const text = Buffer.concat(this.#body).toString('utf8')
      const status = this.#run.httpStatus ?? 502
      const outcome = outcomeOfBody(status, text, this.responseHeaders, this.#run)
      return this.isRefusal ? outcomeOfRefusal(outcome) : outcome
    })
  }

  fail(error: UpstreamError): void {
    this.#whenRead(() => outcomeOfFault(error, this.fold, this.#run))
  }

  /** Watches from now on; answers the way to stop. */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.read()
    this.#isWatched = true
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What a reader with this cursor has missed: the frames, or a snapshot when it has too little. */
  since(cursor: number): LiveEvent[] {
    const { run, fold } = this
    const { seq } = this.#reading
    const first = seq - this.#tail.length
    if (cursor > 0 && cursor >= first && cursor <= seq) return this.#tail.slice(cursor - first)
    return [{ type: 'snapshot', run, fold, seq }]
  }

  /** Changes the run and tells the readers. */
  update(change: Partial<Run>): void {
    this.#run = { ...this.run, ...change }
    if (hasEnded(this.#run.status)) return
    this.changes += 1
    this.#hooks.onNews(this)
    this.#tell({ type: 'run', run: { ...this.#run, message: null } })
    this.#hooks.onChange(false)
  }

  /** The end is stored, or cannot be for now: tells the readers the final state. */
  announceEnd(): void {
    this.#tell({ type: 'run', run: this.run })
    this.#hooks.onChange(false)
  }

  /** Reads what has come. */
  read(): void {
    if (this.#unread.length === 0) return
    const unread = this.#unread
    this.#unread = []
    for (const record of unread) {
      const { at, bytes } = decodeRecord(record)
      this.#at = at / 1000
      this.#decoder?.write(bytes)
    }
    this.#reading.settle()
  }

  #read(bytes: Uint8Array): void {
    if (hasEnded(this.#run.status)) return
    if (!this.#isStream) {
      this.#body.push(bytes)
      return
    }
    const at = this.#isEncoded ? this.elapsed() : this.#at
    const reading = this.#reading
    const wasReadable = reading.unreadable === null
    reading.push(bytes, at)
    this.#run.timing = reading.timing
    if (reading.unreadable !== null && wasReadable) {
      // Why is told at once; the run ends with its bytes, which go on.
      this.update({ error: outcomeOfBadStream(reading.fold, reading.unreadable).error })
    }
    // The answer has said its end: how its connection ends is no longer of interest.
    if (reading.hasEnded) this.#finish(outcomeOfStream(reading.fold, this.#run), at)
  }

  #show(event: WireEvent, at: number): void {
    if (!this.#isWatched) return
    const frame: Frame = {
      type: 'frame',
      runId: this.#run.id,
      seq: this.#reading.seq,
      at,
      data: event,
    }
    this.#tail.push(frame)
    if (this.#tail.length > 2 * TAIL) this.#tail = this.#tail.slice(-TAIL)
    this.#tell(frame)
  }

  /** Ends the run once all that has come is read, unless its answer has ended it. */
  #whenRead(outcome: () => Outcome): void {
    this.read()
    const finish = () => this.#finish(outcome(), this.elapsed())
    if (this.#decoder === null) finish()
    else this.#decoder.end(finish)
  }

  #finish(outcome: Outcome, total: number): void {
    if (hasEnded(this.#run.status)) return
    const { unreadable, fold } = this.#reading
    const told = unreadable === null ? outcome : outcomeOfBadStream(fold, unreadable)
    this.#run = {
      ...this.#run,
      ...told,
      timing: { ...this.#run.timing, total },
      endedAt: Date.now(),
    }
    this.#tail = []
    this.#hooks.onEnd(this)
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
