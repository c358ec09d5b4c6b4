import 'server-only'
import type { LiveEvent } from '@/lib/domain/live'
import type { Run } from '@/lib/domain/run'
import { encodeSse } from '@/lib/wire/sse'
import type { Recorder } from './recorder'

/** How long events gather before they leave together, ms: less than one frame of a screen. */
const GATHER = 12
/** A comment keeps the connection visibly alive, ms. */
const HEARTBEAT = 15_000
/** A reader this far behind (characters) is let go; it comes back with its cursors. */
const MAX_BEHIND = 16 * 1024 * 1024

/** What the connection needs of the runs. */
export interface RunSource {
  live(owner: string, runId: string): Recorder | null
  stored(owner: string, runId: string): Promise<Run | null>
}

/** Who ends a connection: this side, or a reader that has gone and can be told nothing. */
type Leaving = 'end' | 'gone'

interface Reader {
  owner: string
  send(event: LiveEvent): void
}

/** The live connections of all tabs, and the notices that go to each of an owner's. */
export class Live {
  readonly boot: string
  readonly #source: RunSource
  readonly #readers = new Set<Reader>()
  readonly #closers = new Set<(leaving: Leaving) => void>()
  #changes = 0

  constructor(boot: string, source: RunSource) {
    this.boot = boot
    this.#source = source
  }

  /** How many connections are open. */
  get size(): number {
    return this.#readers.size
  }

  /** Tells the owner's tabs that a conversation changed. */
  changed(owner: string, conversationId: string): void {
    this.#changes += 1
    this.#notify(owner, { type: 'changed', changes: this.#changes, conversationId })
  }

  /** Tells the owner's tabs that a run began. */
  started(owner: string, runId: string, conversationId: string): void {
    this.#notify(owner, { type: 'started', runId, conversationId })
  }

  /** Opens a tab's connection: `watched` maps run ids to the cursors that the tab has reached. */
  connect(owner: string, watched: ReadonlyMap<string, number>): ReadableStream<Uint8Array> {
    let stop = (_: Leaving) => {}
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          stop = this.#open(owner, watched, controller)
        },
        cancel: () => stop('gone'),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MAX_BEHIND }),
    )
  }

  /** Ends every connection. */
  close(): void {
    for (const close of this.#closers) close('end')
  }

  #open(
    owner: string,
    watched: ReadonlyMap<string, number>,
    controller: ReadableStreamDefaultController<Uint8Array>,
  ): (leaving: Leaving) => void {
    const outlet = createOutlet(controller, () => stop('end'))
    const reader: Reader = { owner, send: outlet.send }
    const unlisten = new Set<() => void>()
    const stop = (leaving: Leaving) => {
      this.#readers.delete(reader)
      this.#closers.delete(stop)
      for (const off of unlisten) off()
      outlet.close(leaving)
    }
    this.#readers.add(reader)
    this.#closers.add(stop)
    outlet.send({ type: 'hello', boot: this.boot, changes: this.#changes })
    for (const [runId, cursor] of watched) {
      const recorder = this.#source.live(owner, runId)
      if (recorder === null) {
        this.#sendStored(owner, runId, outlet.send).catch(() => stop('end'))
        continue
      }
      for (const event of recorder.since(cursor)) outlet.send(event)
      unlisten.add(recorder.listen(outlet.send))
    }
    return stop
  }

  async #sendStored(owner: string, runId: string, send: (event: LiveEvent) => void): Promise<void> {
    const run = await this.#source.stored(owner, runId)
    send(run === null ? { type: 'unknown', runId } : { type: 'run', run })
  }

  #notify(owner: string, event: LiveEvent): void {
    for (const reader of this.#readers) if (reader.owner === owner) reader.send(event)
  }
}

/** Encodes events and lets them go in gathered pieces. */
function createOutlet(
  controller: ReadableStreamDefaultController<Uint8Array>,
  onBehind: () => void,
): { send(event: LiveEvent): void; close(leaving: Leaving): void } {
  const encoder = new TextEncoder()
  let gathered = ''
  let timer: NodeJS.Timeout | null = null
  let isClosed = false
  const flush = () => {
    timer = null
    if (isClosed || gathered === '') return
    controller.enqueue(encoder.encode(gathered))
    gathered = ''
    if ((controller.desiredSize ?? 0) <= 0) onBehind()
  }
  const put = (text: string) => {
    if (isClosed) return
    gathered += text
    timer ??= setTimeout(flush, GATHER)
  }
  const heartbeat = setInterval(() => put(': alive\n\n'), HEARTBEAT)
  return {
    send: (event) => put(encodeSse(event.type, event)),
    close: (leaving) => {
      if (isClosed) return
      if (leaving === 'end') flush()
      // The last piece may have been the one that was too much.
      if (isClosed) return
      isClosed = true
      clearInterval(heartbeat)
      if (timer !== null) clearTimeout(timer)
      if (leaving === 'end') controller.close()
    },
  }
}
