import 'server-only'
import type { LimitGroup } from '@/lib/domain/limits'
import type { LiveEvent } from '@/lib/domain/live'
import type { Run } from '@/lib/domain/run'
import type { ToolCall } from '@/lib/domain/tools/call'
import { encodeSse } from '@/lib/wire/sse'
import { Feed } from './feed'
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
  /** True while what arrives cannot be stored. */
  isUnsaved(): boolean
}

/** Who ends a connection: this side, or a reader that has gone and can be told nothing. */
type Leaving = 'end' | 'gone'

interface Reader {
  owner: string
  /** The session that it was opened with, if any was needed. */
  token: string | undefined
  send(event: LiveEvent): void
  /** The same at once, with what has gathered: a tab that learns of its run by its own request changes its connection. */
  tell(event: LiveEvent): void
  stop(leaving: Leaving): void
}

/** The live connections of all tabs, and the notices that go to each of an owner's. */
export class Live {
  readonly boot: string
  /** Of all runs, for the tabs that show their list. */
  readonly feed = new Feed()
  readonly #source: RunSource
  readonly #readers = new Set<Reader>()
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
    this.#count(owner, (changes) => ({ type: 'changed', changes, conversationId }))
  }

  /** Tells the owner's tabs that the settings changed; `upstream` is the one whose key did, if any. */
  settingsChanged(owner: string, upstream: string | null): void {
    this.#count(owner, (changes) => ({ type: 'settings', changes, upstream }))
  }

  /** Tells the owner's tabs that a run began. */
  started(owner: string, runId: string, conversationId: string): void {
    this.#count(owner, (changes) => ({ type: 'started', changes, runId, conversationId }))
  }

  /** Tells the owner's tabs that a run of a conversation ended. */
  ended(owner: string, runId: string, conversationId: string): void {
    this.#count(owner, (changes) => ({ type: 'ended', changes, runId, conversationId }))
  }

  /** Tells the owner's tabs how the calls of an answer's tools are. */
  calls(owner: string, conversationId: string, messageId: string, calls: ToolCall[]): void {
    this.#count(owner, (changes) => ({ type: 'calls', changes, conversationId, messageId, calls }))
  }

  /** Tells the owner's tabs what is newly known of the upstreams' limits. */
  limits(owner: string, groups: LimitGroup[]): void {
    this.#notify(owner, { type: 'limits', groups })
  }

  /** Tells every tab whether what arrives can be stored. */
  saving(isUnsaved: boolean): void {
    for (const reader of this.#readers) reader.send({ type: 'saving', isUnsaved })
  }

  /**
   * Opens a tab's connection: `watched` maps run ids to the cursors that the tab has reached, `token`
   * is the session that the tab came with, `hasFeed` asks for the feed of all runs.
   */
  connect(
    owner: string,
    watched: ReadonlyMap<string, number>,
    { token, hasFeed = false }: { token?: string | undefined; hasFeed?: boolean } = {},
  ): ReadableStream<Uint8Array> {
    let stop = (_: Leaving) => {}
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          stop = this.#open({ owner, token, hasFeed }, watched, controller)
        },
        cancel: () => stop('gone'),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MAX_BEHIND }),
    )
  }

  /** Ends the connections of a session that is over. */
  endSession(token: string): void {
    for (const reader of this.#readers) if (reader.token === token) reader.stop('end')
  }

  /** Ends every connection. */
  close(): void {
    for (const reader of this.#readers) reader.stop('end')
  }

  #open(
    { owner, token, hasFeed }: Pick<Reader, 'owner' | 'token'> & { hasFeed: boolean },
    watched: ReadonlyMap<string, number>,
    controller: ReadableStreamDefaultController<Uint8Array>,
  ): (leaving: Leaving) => void {
    const outlet = createOutlet(controller, () => stop('end'))
    const unlisten = new Set<() => void>()
    const stop = (leaving: Leaving) => {
      this.#readers.delete(reader)
      for (const off of unlisten) off()
      outlet.close(leaving)
    }
    const reader: Reader = { owner, token, ...outlet, stop }
    this.#readers.add(reader)
    if (hasFeed) unlisten.add(this.feed.join(reader))
    const isUnsaved = this.#source.isUnsaved()
    outlet.send({ type: 'hello', boot: this.boot, changes: this.#changes, isUnsaved })
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

  /** Tells of a change by its number: a tab that changes its connection in this moment learns of it by the next hello. */
  #count(owner: string, event: (changes: number) => LiveEvent): void {
    this.#changes += 1
    this.#notify(owner, event(this.#changes))
  }

  #notify(owner: string, event: LiveEvent): void {
    for (const reader of this.#readers) if (reader.owner === owner) reader.tell(event)
  }
}

/** Encodes events and lets them go in gathered pieces. */
function createOutlet(
  controller: ReadableStreamDefaultController<Uint8Array>,
  onBehind: () => void,
): Pick<Reader, 'send' | 'tell'> & { close(leaving: Leaving): void } {
  const encoder = new TextEncoder()
  let gathered = ''
  let timer: NodeJS.Timeout | null = null
  let isClosed = false
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
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
  const send = (event: LiveEvent) => put(encodeSse(event.type, event))
  return {
    send,
    tell: (event) => {
      send(event)
      flush()
    },
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
