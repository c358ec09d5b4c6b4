import 'server-only'
import { isIP } from 'node:net'
import { type Dispatcher, fetch, type RequestInit, type Response } from 'undici'
import { type Reach, reachOf } from './addresses'
import { createDispatcher } from './dispatcher'
import { guardedLookup, type Lookup } from './guarded-lookup'
import { OutboundError } from './outbound-error'

/**
 * Which hosts a call may reach: those alone that the operator has named by scheme, host and port, or
 * any public one besides.
 */
export type Hosts = 'named' | 'public'

export interface OutboundRequest {
  method: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string | null
  hosts: Hosts
  /** `leave` answers the redirect itself. */
  redirects?: 'follow' | 'leave'
  signal: AbortSignal
}

/** Fetches from addresses that users and models chose (reliability.md B, "Custom upstream URL"). */
export interface GuardedFetch {
  /** Follows redirects unless told not to, each within the same bounds. Throws an {@link OutboundError}. */
  fetch(url: string, request: OutboundRequest): Promise<Response>
  close(): Promise<void>
}

const MOST_REDIRECTS = 5
const CONNECT_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** What goes along to another origin: the others may hold a secret of the first one. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'content-type'])

/** Who the operator names may be in a private network; where nobody named a host, it must be public. */
const REACHES: Readonly<Record<Hosts, ReadonlySet<Reach>>> = {
  named: new Set<Reach>(['public', 'private']),
  public: new Set<Reach>(['public']),
}

/** The hosts that an operator has named. */
export interface NamedHosts {
  origins: ReadonlySet<string>
  /** Where in `parley.config.json` they stand. */
  setting: string
}

/** Tests give a lookup of their own. */
export function createGuardedFetch(
  { origins, setting }: NamedHosts,
  env: Record<string, string | undefined>,
  lookup?: Lookup,
): GuardedFetch {
  const dispatcherFor = (hosts: Hosts) => {
    const connect = { timeout: CONNECT_MS, lookup: guardedLookup(REACHES[hosts], lookup) }
    return createDispatcher({ connect, keepAliveTimeout: 10_000 }, env)
  }
  const dispatchers = { named: dispatcherFor('named'), public: dispatcherFor('public') }

  const pathTo = (url: URL, hosts: Hosts): Dispatcher => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new OutboundError(`${url.protocol} is no scheme that can be called.`)
    }
    if (url.username !== '' || url.password !== '') {
      throw new OutboundError('An address with a user name or password is not called.')
    }
    if (origins.has(url.origin)) return dispatchers.named
    if (hosts === 'named') {
      throw new OutboundError(
        `${url.origin} is not allowed: the operator has to name it in parley.config.json, under ${setting}.`,
      )
    }
    // Node looks no address up that is one already, so that the guarded lookup would not see it.
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !REACHES.public.has(reachOf(host))) {
      throw new OutboundError(`${url.host} must not be called.`)
    }
    return dispatchers.public
  }
  return {
    fetch: async (url, request) => {
      let next = startOf(url, request)
      for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
        const dispatcher = pathTo(next.url, request.hosts)
        const answer = await send(next, dispatcher, request.signal)
        const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : null
        if (location === null || request.redirects === 'leave') return answer
        await answer.body?.cancel()
        next = redirected(next, answer.status, location)
      }
      throw new OutboundError(`${next.url.host} redirects more than ${MOST_REDIRECTS} times.`)
    },
    close: async () => {
      await Promise.all([dispatchers.named.destroy(), dispatchers.public.destroy()])
    },
  }
}

interface Hop extends Pick<OutboundRequest, 'method' | 'headers' | 'body'> {
  url: URL
}

function startOf(url: string, { method, headers, body }: OutboundRequest): Hop {
  if (!URL.canParse(url)) throw new OutboundError(`${url.slice(0, 200)} is no address.`)
  return { url: new URL(url), method, headers, body }
}

async function send(
  { url, method, headers, body }: Hop,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body,
    redirect: 'manual',
    dispatcher,
    signal,
  }
  try {
    return await fetch(url, init)
  } catch (error) {
    signal.throwIfAborted()
    throw asOutbound(error, url)
  }
}

/** What a redirect leads to, as browsers take it; across origins without what may be a secret. */
function redirected(from: Hop, status: number, location: string): Hop {
  if (!URL.canParse(location, from.url)) {
    throw new OutboundError(`${from.url.host} redirects to what is no address.`)
  }
  const url = new URL(location, from.url)
  const isGet = status === 303 || (status < 303 && from.method === 'POST')
  const keeps = (name: string) => !isGet || name.toLowerCase() !== 'content-type'
  const isSame = url.origin === from.url.origin
  return {
    url,
    method: isGet ? 'GET' : from.method,
    body: isGet ? null : from.body,
    headers: from.headers.filter(
      ([name]) => keeps(name) && (isSame || HARMLESS_HEADERS.has(name.toLowerCase())),
    ),
  }
}

/** undici's `fetch failed` has its reason as the cause. */
function asOutbound(error: unknown, url: URL): OutboundError {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof OutboundError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = code || (cause instanceof Error ? cause.message : String(cause))
  return new OutboundError(`${url.host} cannot be reached (${reason}).`)
}
