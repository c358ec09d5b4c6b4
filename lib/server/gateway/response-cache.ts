import 'server-only'
import { createHash } from 'node:crypto'
import type { Run } from '@/lib/domain/run'
import { hasServerTools } from '@/lib/domain/server-tools'
import { parseRecord } from '@/lib/wire/json'
import { findKept, type KeptAnswer, keepAnswer } from '../store/kept-answers'
import { OWNER } from '../store/schema'
import { header } from '../upstream/headers'
import type { HeaderList, Sink } from '../upstream/sink'
import type { GatewayCall } from './call'
import { CACHE_HEADER, type Policy } from './policy'

/** An answer that is longer is not kept, bytes. */
const MAX_BYTES = 8 * 1024 * 1024
/** Of the moment of an answer, not of the answer. */
const MOMENTARY = /^(anthropic-(ratelimit|priority|fast)-|date$|age$|connection$|content-length$)/

/** What the cache has for a call. */
export interface Replay {
  /** By which its answer is kept; null where none is to be. */
  key: string | null
  found: KeptAnswer | null
  /** Null where the cache was not asked. */
  result: 'hit' | 'miss' | 'skip' | null
  /** What the client is told. */
  headers: HeaderList
}

/** Looks for a kept answer to the very same request. Server tools look at the world anew each time. */
export async function findReplay(
  call: GatewayCall,
  { cacheTtl }: Policy,
  text: string,
): Promise<Replay> {
  if (cacheTtl === null) return { key: null, found: null, result: null, headers: [] }
  const request = parseRecord(text)
  if (request === null || hasServerTools(request)) return said('skip', null, null)
  const key = keyOf(call, text)
  const since = Date.now() - cacheTtl * 1000
  const found = await find(call, key, since)
  if (found === 'failed') return said('miss', null, null)
  if (found === null) return said('miss', key, null)
  const age = Math.floor((Date.now() - found.createdAt) / 1000)
  const { key: _, ...hit } = said('hit', null, found)
  return { ...hit, key: null, headers: [...hit.headers, ['age', String(age)]] }
}

/** A cache that fails costs no call its answer. */
async function find(
  { parley, asked }: GatewayCall,
  key: string,
  since: number,
): Promise<KeptAnswer | 'failed' | null> {
  try {
    await parley.keptSoon.settled(key)
    return await findKept(parley.store.db, OWNER, key, since)
  } catch (err) {
    parley.log.error({ err, requestId: asked.requestId }, 'a kept answer could not be read')
    return 'failed'
  }
}

/** Listens to an answer and keeps it once its run is complete. */
export function tapForCache(
  { parley }: GatewayCall,
  { key }: Replay,
  runId: string,
): { beside(out: Sink): Sink; onEnd(run: Run): void } {
  if (key === null) return { beside: (out) => out, onEnd: () => {} }
  let status = 0
  let headers: HeaderList = []
  let size = 0
  let hasEnded = false
  let run: Run | null = null
  let parts: Uint8Array[] = []
  let settle = () => {}
  const isToKeep = (ended: Run) =>
    status === 200 &&
    size <= MAX_BYTES &&
    ended.status === 'complete' &&
    !isOfFallback(ended) &&
    !isOfTheWorld(ended)
  const keep = async () => {
    const answer = {
      runId,
      status,
      headers: headers.filter(([name]) => !MOMENTARY.test(name)),
      body: Buffer.concat(parts),
      createdAt: Date.now(),
    }
    await keepAnswer(parley.store.db, OWNER, key, answer).catch((err: unknown) => {
      parley.log.error({ err, runId }, 'an answer could not be kept')
    })
  }
  const keepWhenWhole = () => {
    if (!hasEnded || run === null) return
    if (isToKeep(run)) void keep().then(settle)
    else settle()
  }
  return {
    onEnd: (ended) => {
      run = ended
      keepWhenWhole()
    },
    beside: (out) => ({
      head: (code, list) => {
        status = code
        headers = list
        out.head(code, list)
      },
      write: (chunk) => {
        size += chunk.length
        if (size <= MAX_BYTES) parts.push(chunk)
        else parts = []
        return out.write(chunk)
      },
      end: () => {
        hasEnded = true
        settle = parley.keptSoon.expect(key)
        out.end()
        keepWhenWhole()
      },
      fail: (error) => out.fail(error),
    }),
  }
}

function said(
  result: NonNullable<Replay['result']>,
  key: string | null,
  found: KeptAnswer | null,
): Replay {
  return { key, found, result, headers: [[CACHE_HEADER, result]] }
}

/** Upstream, version, betas and body, to the byte. */
function keyOf({ upstream, asked, path }: GatewayCall, text: string): string {
  const betas = asked.headers
    .filter(([name]) => name === 'anthropic-beta')
    .map(([, value]) => value)
  const version = header(asked.headers, 'anthropic-version')
  const workspace = header(asked.headers, 'anthropic-workspace-id') ?? upstream.workspaceId
  // Who takes no gzip must not get any.
  const encodings = header(asked.headers, 'accept-encoding')
  const place = [upstream.name, upstream.baseUrl, workspace, path, version, betas, encodings]
  return createHash('sha256').update(JSON.stringify(place)).update('\n').update(text).digest('hex')
}

/** Another place's answer is none to what was asked. */
function isOfFallback({ retries }: Run): boolean {
  return retries.some(({ next }) => next !== undefined)
}

function isOfTheWorld({ message }: Run): boolean {
  return message?.content.some(({ type }) => type === 'server_tool_use') ?? false
}
