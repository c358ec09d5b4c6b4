import { toCurl } from './curl'
import type { RawRun } from './raw-run'
import { MESSAGES_PATH } from './request-headers'
import type { Run } from './run'
import type { UpstreamView } from './settings'

/** Where programs keep the gateway's key; the snippets of Settings say the same. */
const GATEWAY_KEY = 'PARLEY_API_KEY'

const COMPLETIONS = '/v1/chat/completions'

/** What a client adds by itself for the connection that it has. */
const OWN = new Set([
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect'],
  ...['keep-alive', 'te', 'upgrade', 'user-agent'],
])

/**
 * The command that makes the call of a run again, as its caller made it: a program's at the gateway
 * at `origin`, a screen's at the upstream. Null where its body is not kept.
 */
export function runCurl(
  run: Pick<Run, 'id' | 'source' | 'path' | 'upstream' | 'isSandbox'>,
  { request, response }: RawRun,
  upstream: Pick<UpstreamView, 'baseUrl' | 'auth' | 'keyVariable'> | undefined,
  origin: string,
): string | null {
  const { body, isWhole } = request
  if (body === null) return null
  const headers = request.headers.filter(([name]) => !isOwnHeader(name))
  const type = response?.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const call = {
    headers,
    body: isWhole ? body : { file: `run-${run.id}.json` },
    isStream: type.startsWith('text/event-stream'),
  }
  // The sandbox lives in this process, and a program knows the gateway alone.
  const isThere = run.source !== 'gateway' && !run.isSandbox && upstream?.baseUrl != null
  return isThere
    ? toCurl({
        ...call,
        url: upstream.baseUrl + run.path,
        auth: upstream.auth,
        keyVariable: upstream.keyVariable ?? GATEWAY_KEY,
      })
    : toCurl({
        ...call,
        url: `${origin}/u/${run.upstream}${keptPath(run.path)}`,
        auth: 'x-api-key',
        keyVariable: GATEWAY_KEY,
      })
}

/** True for what belongs to the connection, and not to the call. */
export function isOwnHeader(name: string): boolean {
  return OWN.has(name)
}

/** A chat completion is kept as the Messages call that was made of it. */
export function keptPath(path: string): string {
  return path.startsWith(COMPLETIONS) ? MESSAGES_PATH : path
}
