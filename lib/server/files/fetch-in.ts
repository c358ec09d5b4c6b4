import 'server-only'
import type { Response as Answer } from 'undici'
import { type FetchLine, type FileView, readableName } from '@/lib/domain/files/file'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { FilesConfig } from '../config-file'
import type { Log } from '../log'
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch'
import { OutboundError } from '../outbound/outbound-error'
import type { FileLibrary } from './library'
import { nameOfAnswer } from './name-of-answer'

/** A host that says nothing for so long has lost the thread, ms. */
const QUIET_MS = 30_000
/** How often who waits hears how far it is, ms. */
const TELL_EVERY_MS = 250

interface Parts {
  files: FileLibrary
  config: FilesConfig
  env: Record<string, string | undefined>
  log: Log
}

/** Takes in files by their address, from the hosts that the operator allows. */
export class FileFetcher {
  readonly #files: FileLibrary
  readonly #config: FilesConfig
  readonly #outbound: GuardedFetch
  readonly #log: Log

  constructor({ files, config, env, log }: Parts) {
    this.#files = files
    this.#config = config
    this.#log = log
    const origins = new Set(config.urlHosts.filter((host) => host !== '*'))
    this.#outbound = createGuardedFetch({ origins, setting: 'files.urlHosts' }, env)
  }

  /**
   * Fetches a file, and tells on the way how far it is: as lines of JSON, each a {@link FetchLine}. Throws
   * 403 where the operator allows no addresses, 400 where there is no such file.
   */
  async fetch(id: string, url: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { urlHosts } = this.#config
    if (urlHosts.length === 0) {
      throw new ApiError(
        403,
        'Files are not fetched by their address here: the operator has to name hosts in parley.config.json, under files.urlHosts.',
      )
    }
    const patience = new Patience(signal)
    try {
      const answer = await this.#outbound.fetch(url, {
        method: 'GET',
        headers: [['accept', '*/*']],
        body: null,
        hosts: urlHosts.includes('*') ? 'public' : 'named',
        signal: patience.signal,
      })
      patience.renew()
      if (!answer.ok) {
        await answer.body?.cancel()
        throw new OutboundError(`${new URL(url).host} answered with the status ${answer.status}.`)
      }
      return this.#tell({ id, name: readableName(nameOfAnswer(answer, url)) }, answer, patience)
    } catch (error) {
      patience.end()
      throw this.#known(error)
    }
  }

  close(): Promise<void> {
    return this.#outbound.close()
  }

  #tell(
    file: { id: string; name: string },
    answer: Answer,
    patience: Patience,
  ): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    const { name } = file
    const total = lengthOf(answer)
    let isHeard = true
    return new ReadableStream({
      start: async (controller) => {
        const say = (line: FetchLine) => {
          if (isHeard) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        }
        let toldAt = performance.now()
        const onSize = (received: number) => {
          patience.renew()
          if (performance.now() - toldAt < TELL_EVERY_MS) return
          toldAt = performance.now()
          say({ name, received, total })
        }
        say({ name, received: 0, total })
        try {
          say({ file: await this.#take(file, answer, onSize, total) })
        } catch (error) {
          const { status, type, message, details } = this.#known(error)
          say({ failed: { status, type, message, details } })
        }
        // What is left of an answer that is not taken whole is let go, too.
        patience.giveUp()
        if (isHeard) controller.close()
      },
      cancel: () => {
        isHeard = false
        patience.giveUp()
      },
    })
  }

  #take(
    { id, name }: { id: string; name: string },
    { body }: Answer,
    onSize: (size: number) => void,
    length: number | null,
  ): Promise<FileView> {
    return this.#files.take({ id, name, bytes: body ?? nothing(), length, onSize })
  }

  /** Why a file did not come, for who asked for it. */
  #known(error: unknown): ApiError {
    if (isApiError(error)) return error
    if (error instanceof OutboundError) return new ApiError(400, error.message)
    if (error instanceof Error && error.name === 'TimeoutError') {
      return new ApiError(400, `Nothing came for ${QUIET_MS / 1000} s.`)
    }
    if (error instanceof Error && error.name === 'AbortError') {
      return new ApiError(400, 'The fetching was broken off.')
    }
    // What fails while the body is read: a connection that ends, a packing that is none.
    if (error instanceof TypeError) {
      return new ApiError(400, 'The answer broke off, or cannot be unpacked.')
    }
    this.#log.error({ err: error }, 'a file was not fetched')
    return new ApiError(500, 'Internal server error')
  }
}

/** Ends when somebody goes away, and when nothing comes for too long. */
class Patience {
  readonly signal: AbortSignal
  readonly #quiet = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(left: AbortSignal) {
    this.signal = AbortSignal.any([left, this.#quiet.signal])
    this.#timer = setTimeout(
      () => this.#quiet.abort(new DOMException('Nothing came.', 'TimeoutError')),
      QUIET_MS,
    )
  }

  renew(): void {
    this.#timer.refresh()
  }

  giveUp(): void {
    this.end()
    this.#quiet.abort()
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}

/** Of what arrives packed the length is another. */
function lengthOf({ headers }: Answer): number | null {
  const told = headers.get('content-length') ?? ''
  return headers.has('content-encoding') || !/^\d{1,15}$/.test(told) ? null : Number(told)
}

async function* nothing(): AsyncIterable<Uint8Array> {}
