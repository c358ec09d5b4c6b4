import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FakeUpstream, startFakeUpstream } from './fake-upstream'
import { createParleyClient, type ParleyClient, upstreamEnv } from './parley-client'
import { type ParleyServer, type StartOptions, startParley } from './server'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A server before a scripted upstream, on data that outlive a restart. */
export class HttpBed {
  readonly upstream: FakeUpstream
  parley: ParleyServer
  readonly #options: StartOptions & { dataDir: string }

  protected constructor({ upstream, parley, options }: Parts) {
    this.upstream = upstream
    this.parley = parley
    this.#options = options
  }

  static async open(): Promise<HttpBed> {
    return new HttpBed(await startParts())
  }

  async close(): Promise<void> {
    await this.parley.stop()
    await this.upstream.close()
    rmSync(join(this.#options.dataDir, '..'), { recursive: true, force: true })
  }

  /** Ends the server as a power cut would, or asks it to end, and starts another on its data. */
  async restart(how: 'kill' | 'stop'): Promise<void> {
    await this.parley[how]()
    this.parley = await startParley(this.#options)
  }

  get client(): ParleyClient {
    return createParleyClient(this.parley.url)
  }

  /** Calls the app's own API as a page of it would. */
  call(path: string, method: Method = 'GET', body?: unknown): Promise<Response> {
    const headers = { origin: this.parley.url, 'content-type': 'application/json' }
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    return fetch(this.parley.url + path, { method, headers, ...init })
  }
}

interface Parts {
  upstream: FakeUpstream
  parley: ParleyServer
  options: StartOptions & { dataDir: string }
}

/** What a bed is made of. */
export async function startParts(): Promise<Parts> {
  const upstream = await startFakeUpstream()
  const dataDir = join(mkdtempSync(join(tmpdir(), 'parley-http-')), 'data')
  const options = { env: upstreamEnv(upstream.url), dataDir }
  return { upstream, parley: await startParley(options), options }
}
