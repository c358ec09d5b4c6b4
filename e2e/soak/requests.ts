import { createHash } from 'node:crypto'
import { type RecordedRequest, reply } from '../harness/fake-upstream'
import { createRandom } from '../harness/upstream/random'
import type { Script } from '../harness/upstream/script'
import { exchange, type Received } from './exchange'
import { type MutatedRequest, mutateRequest } from './mutate-request'
import type { Report } from './report'
import { checkHealth, checkRest, untilIdle } from './rest'
import { openStreamBed, type StreamBed } from './stream-bed'

export interface RequestsOptions {
  requests: number
  /** Of these, how many fall silent in the middle; each is waited for as long as a server waits. */
  silent: number
  seed: number
}

/** Connections at once. */
const WIDTH = 24
/** Longer than the front door waits for a body that does not move, twice. */
const HANG_MS = 60_000
const HASH = 'x-hash-of-the-answer'

type Judged = 'upstream' | 'refused' | 'page' | 'bare' | 'closed'

/**
 * Sends requests to which every kind of damage was done, and asks of each: was it answered, by the
 * upstream's own bytes or by an error in the wire's shape, where it was HTTP at all; and what does
 * the server hold in the end?
 */
export async function runRequests({ requests, silent, seed }: RequestsOptions): Promise<Report> {
  const random = createRandom(seed)
  const bed = await openStreamBed()
  bed.upstream.setDefault(answerWithHash)
  const violations: string[] = []
  const counts: Record<string, number> = {}
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  try {
    let next = 0
    const host = `127.0.0.1:${bed.parley.port}`
    const work = async () => {
      while (next < requests) {
        const isSilent = next++ < silent
        const request = mutateRequest(random, isSilent, host, bed.parley.gatewayKey)
        const { kind, status, problem } = await playOne(bed, request)
        count(kind)
        if (status !== null) count(String(status))
        if (problem !== null) violations.push(`${request.name}: ${problem}`)
        bed.upstream.requests.length = 0
      }
    }
    await Promise.all(Array.from({ length: WIDTH }, work))
    await untilIdle(bed.parley)
    violations.push(...(await checkHealth(bed.parley)))
    await bed.upstream.close()
    violations.push(...(await checkRest(bed.parley, bed.before)))
    const figures = { requests, 'answers by kind and status': JSON.stringify(counts) }
    return { scenario: 'requests', seed, figures, violations }
  } finally {
    await bed.close()
  }
}

/** As the fake upstream answers by itself, with the hash of all its bytes. */
function answerWithHash(request: RecordedRequest): Script {
  const script = reply(request)
  const bytes = Buffer.concat(script.frames.map((frame) => Buffer.from(frame)))
  return { ...script, headers: [...(script.headers ?? []), [HASH, sha256(bytes)]] }
}

interface Outcome {
  kind: Judged | 'none'
  status: number | null
  problem: string | null
}

async function playOne({ parley }: StreamBed, request: MutatedRequest): Promise<Outcome> {
  const isHead = request.method === 'HEAD'
  try {
    const answer = await exchange(parley.port, request, HANG_MS, isHead)
    const status = answer === null || typeof answer === 'string' ? null : answer.status
    const kind = judge(request, answer)
    if (kind !== null) return { kind, status, problem: null }
    return { kind: 'none', status, problem: `answered ${tell(answer)}` }
  } catch (error) {
    return { kind: 'none', status: null, problem: String(error) }
  }
}

/** What a defined answer is, or null for one that is not. */
function judge(request: MutatedRequest, answer: Received | string | null): Judged | null {
  if (answer === null) return request.isBroken ? 'closed' : null
  if (typeof answer === 'string') return null
  const { status, headers, body, isWhole } = answer
  // Who has left half way may find an answer cut.
  if (!isWhole) return request.after === 'wait' ? null : 'closed'
  if (status >= 500) return null
  if (body.length === 0 && request.method === 'HEAD') return 'bare'
  if (body.length === 0) return request.isBroken && status >= 400 ? 'bare' : null
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) return isGatewayPath(request.target) ? null : 'page'
  const isTranslated = /\/chat\/completions/.test(request.target)
  const hash = headers.get(HASH)
  if (hash !== undefined && !isTranslated) return hash === sha256(body) ? 'upstream' : null
  if (status < 300 && type.startsWith('text/event-stream')) return 'upstream'
  const value = parseObject(body)
  if (value === null) return null
  if (status < 300) return 'upstream'
  return isError(value) ? 'refused' : null
}

function isGatewayPath(target: string): boolean {
  return /^\/(u\/[^/]+\/)?(v1|models|chat\/completions)([/?]|$)/.test(target)
}

/** An error as Claude's API or OpenAI's tells it. */
function isError({ error }: Record<string, unknown>): boolean {
  if (typeof error !== 'object' || error === null) return false
  return 'type' in error && 'message' in error && typeof error.message === 'string'
}

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

function tell(answer: Received | string | null): string {
  if (answer === null) return 'by nothing'
  if (typeof answer === 'string') return JSON.stringify(answer)
  const { status, headers, body, isWhole } = answer
  const text = body.toString('utf8').slice(0, 200)
  return `${status} ${headers.get('content-type') ?? ''} ${isWhole ? '' : '(cut) '}${text}`
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
