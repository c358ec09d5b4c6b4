import 'server-only'
import type { RunTiming } from '@/lib/domain/run'
import { advance, NO_TIMING } from '@/lib/domain/timing'
import { EMPTY_FOLD, type Fold, foldMany } from '@/lib/wire/accumulate'
import { createSseReader, type SseFrame } from '@/lib/wire/sse'
import type { WireEvent } from '@/lib/wire/types'
import { readFrame } from './read-frame'

/** By which a stream says that it ends. */
const ENDINGS: ReadonlySet<string> = new Set(['message_stop', 'error'])

/** A stream of events as far as it has come: what it says, and when. */
export class Reading {
  timing: RunTiming = NO_TIMING
  /** How many events there were. */
  seq = 0
  /** Why it cannot be read any further, if so. */
  unreadable: string | null = null
  /** The stream has said its end. */
  hasEnded = false
  readonly #reader = createSseReader()
  readonly #onEvent: (event: WireEvent, at: number) => void
  #folded = EMPTY_FOLD
  /** Read, and not folded: that costs less for many at once. */
  #waiting: WireEvent[] = []

  constructor(onEvent: (event: WireEvent, at: number) => void = () => {}) {
    this.#onEvent = onEvent
  }

  /** The answer so far. */
  get fold(): Fold {
    this.settle()
    return this.#folded
  }

  /** Folds what was read, after a few pieces together: events that stay on take memory. */
  settle(): void {
    if (this.#waiting.length === 0) return
    this.#folded = foldMany(this.#folded, this.#waiting)
    this.#waiting = []
  }

  /** Whether it takes no more. */
  get isOver(): boolean {
    return this.hasEnded || this.unreadable !== null
  }

  /** Reads decoded bytes that arrived `at` ms after the request left; never throws. */
  push(bytes: Uint8Array, at: number): void {
    if (this.isOver) return
    try {
      for (const frame of this.#reader.push(bytes)) this.#take(frame, at)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.unreadable = `The stream cannot be read: ${reason}`
    }
  }

  #take(frame: SseFrame, at: number): void {
    if (this.isOver) return
    const event = readFrame(frame)
    if (event === 'unreadable') this.unreadable = 'The stream held an event that is not JSON.'
    if (typeof event === 'string') return
    this.seq += 1
    this.timing = advance(this.timing, event, at)
    this.#waiting.push(event)
    this.#onEvent(event, at)
    if (ENDINGS.has(event.type)) this.hasEnded = this.fold.isDone || this.fold.error !== null
  }
}
