import 'server-only'
import type { McpServerConfig } from '../../config-mcp'
import { McpFailure } from './mcp-failure'
import type { OpenClient } from './open-client'
import { type ListedTool, readTools, type ToolList } from './read-tools'

export interface ConnectionOptions {
  env: Record<string, string | undefined>
  onStderr(line: string): void
  /** For a first answer, and for a list. */
  connectMs: number
  /** For a call. */
  callMs: number
  /** Until a server that failed is tried again; twice as long each time. */
  pauseMs: number
}

const MOST_PAUSE_MS = 60_000

type Failure = { reason: string; until: number }

/** A server of the configuration file: asked when it is needed, kept, and asked anew when it failed. */
export class McpConnection {
  readonly config: McpServerConfig
  readonly #options: ConnectionOptions
  #client: OpenClient | null = null
  #opening: Promise<OpenClient> | null = null
  #listing: Promise<ToolList> | null = null
  #list: ToolList | null = null
  #isStale = true
  #failure: Failure | null = null
  #failures = 0
  #isClosed = false

  constructor(config: McpServerConfig, options: ConnectionOptions) {
    this.config = config
    this.#options = options
  }

  /** How it stands, as far as is known without asking. */
  get state(): 'connected' | 'failed' | 'unasked' {
    if (this.#client !== null) return 'connected'
    return this.#failure === null ? 'unasked' : 'failed'
  }

  get reason(): string | null {
    return this.#client === null ? (this.#failure?.reason ?? null) : null
  }

  /** What it listed last; null = nothing ever. */
  get list(): ToolList | null {
    return this.#list
  }

  /** Its tools now, asked for anew; the pause after a failure ends where `isImpatient`. */
  async refresh(isImpatient = false): Promise<readonly ListedTool[]> {
    if (isImpatient) this.#failure = null
    this.#listing ??= this.#readList().finally(() => {
      this.#listing = null
    })
    return (await this.#listing).tools
  }

  /** Its tools as they were listed last, unless it has said since that they are others. */
  async known(): Promise<readonly ListedTool[]> {
    if (this.#client !== null && this.#list !== null && !this.#isStale) return this.#list.tools
    return this.refresh()
  }

  /** Runs a tool. Throws a {@link McpFailure}, or the signal's reason. */
  async call(name: string, input: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
    const client = await this.#open()
    signal.throwIfAborted()
    const params = { name, arguments: input }
    return client.ask('tools/call', params, { ms: this.#options.callMs, signal })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const client = await this.#opening?.catch(() => null)
    await (client ?? this.#client)?.close()
  }

  /** Listing changes nothing, so that it is done again where the connection is not what it was. */
  async #readList(): Promise<ToolList> {
    const hadClient = this.#client !== null
    try {
      return await this.#readOnce()
    } catch (error) {
      if (!hadClient || this.#isClosed) throw error
      // It was the connection's: a new one is not to wait for that.
      this.#failure = null
      return this.#readOnce()
    }
  }

  async #readOnce(): Promise<ToolList> {
    const client = await this.#open()
    this.#isStale = false
    try {
      const ms = this.#options.connectMs
      this.#list = await readTools((params) => client.ask('tools/list', params, { ms }))
      this.#failures = 0
      return this.#list
    } catch (error) {
      this.#isStale = true
      this.#fail(error)
      if (this.#client === client) this.#client = null
      void client.close()
      throw error
    }
  }

  #open(): Promise<OpenClient> {
    if (this.#isClosed) return Promise.reject(new McpFailure('was closed.'))
    if (this.#client !== null) return Promise.resolve(this.#client)
    if (this.#opening === null) {
      if (this.#failure !== null && performance.now() < this.#failure.until) {
        return Promise.reject(new McpFailure(this.#failure.reason))
      }
      this.#opening = this.#connect().finally(() => {
        this.#opening = null
      })
    }
    return this.#opening
  }

  async #connect(): Promise<OpenClient> {
    const { env, onStderr, connectMs } = this.#options
    let client: OpenClient | null = null
    try {
      if (this.config.problem !== null) {
        throw new McpFailure(`cannot be asked: ${this.config.problem}`)
      }
      // The SDK takes its time and memory once somebody wants it.
      const { openClient } = await import('./open-client')
      const events = {
        onStderr,
        onToolsChanged: () => {
          this.#isStale = true
        },
        onClose: (reason: string) => {
          if (client === null || this.#client !== client) return
          this.#client = null
          // It had answered: it may be asked again at once.
          this.#failure = { reason, until: 0 }
        },
      }
      client = await openClient(this.config, env, events, connectMs)
    } catch (error) {
      this.#fail(error)
      throw error
    }
    this.#client = client
    this.#failure = null
    this.#isStale = true
    return client
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    const pause = Math.min(this.#options.pauseMs * 2 ** this.#failures, MOST_PAUSE_MS)
    this.#failures += 1
    this.#failure = { reason, until: performance.now() + pause }
  }
}
