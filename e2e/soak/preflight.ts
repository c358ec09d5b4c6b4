import { COMPLAINTS, readComplaint } from '@/lib/domain/complaint'
import type { Preflight } from '@/lib/domain/preflight'
import type { SandboxSettings } from '@/lib/domain/sandbox-settings'
import { isRecord } from '@/lib/wire/json'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { createRandom } from '../harness/upstream/random'
import { type Asked, generate } from './preflight/generate'
import type { Report } from './report'

export interface PreflightOptions {
  requests: number
  seed: number
}

/** By which the API refuses a request for what is in it. */
const REFUSED: ReadonlySet<number> = new Set([400, 404, 413])
const TOO_LARGE = 413
/** The others go to a sandbox that lets pass what it does not know. */
const STRICT_SHARE = 0.8

/**
 * Looks at generated requests before they are sent, and sends them to the sandbox: was something said
 * against exactly those that were then refused, and was it what the refusal said?
 */
export async function runPreflight({ requests, seed }: PreflightOptions): Promise<Report> {
  const parley = await startParley()
  const tally = createTally()
  try {
    // So many tokens in a minute would meet the usual limits.
    await setSandbox(parley, { tier: 'scale' })
    const fileId = await upload(parley)
    let number = 0
    for await (const asked of generate(requests, createRandom(seed), { fileId })) {
      number += 1
      if (number === Math.ceil(requests * STRICT_SHARE))
        await setSandbox(parley, { isStrict: false })
      const found = await lookAt(parley, asked)
      const answered = await send(parley, asked)
      tally.add(`${number} (${asked.model.id}; ${asked.flaws.join(', ')})`, found, answered)
    }
    return { scenario: 'preflight', seed, figures: tally.figures(), violations: tally.violations }
  } finally {
    await parley.stop()
  }
}

/** What was said against a request before it was sent; null where it was too long to be looked at. */
async function lookAt({ url }: ParleyServer, asked: Asked): Promise<string[] | null> {
  const { version, betas, body } = asked
  const { status, json } = await sendJson(`${url}/api/preflight`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ upstream: 'sandbox', apiVersion: version, betas, body }),
  })
  if (status === TOO_LARGE) return null
  if (status !== 200) throw new Error(`/api/preflight answered ${status}: ${JSON.stringify(json)}`)
  // The server that answers was built from this very type.
  return (json as Preflight).complaints
}

interface Answered {
  status: number
  message: string
}

async function send({ url, gatewayKey }: ParleyServer, asked: Asked): Promise<Answered> {
  const { version, betas, body } = asked
  const { status, json } = await sendJson(`${url}/u/sandbox/v1/messages`, {
    method: 'POST',
    headers: {
      'x-api-key': gatewayKey,
      'anthropic-version': version,
      'content-type': 'application/json',
      ...(betas.length === 0 ? {} : { 'anthropic-beta': betas.join(',') }),
    },
    body: JSON.stringify(body),
  })
  const error = isRecord(json) && isRecord(json.error) ? json.error.message : ''
  return { status, message: typeof error === 'string' ? error : '' }
}

/** A text that requests can name. */
async function upload({ url, gatewayKey }: ParleyServer): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob(['The sky is blue.'], { type: 'text/plain' }), 'sky.txt')
  const headers = { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' }
  const answer = await fetch(`${url}/u/sandbox/v1/files`, { method: 'POST', headers, body: form })
  const { id } = await answer.json()
  if (typeof id !== 'string') throw new Error(`/v1/files answered ${answer.status}`)
  return id
}

async function setSandbox({ url }: ParleyServer, sandbox: Partial<SandboxSettings>): Promise<void> {
  const { status } = await sendJson(`${url}/api/settings`, {
    method: 'PATCH',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ sandbox }),
  })
  if (status !== 200) throw new Error(`/api/settings answered ${status}`)
}

function createTally() {
  const violations: string[] = []
  const counts = { requests: 0, refused: 0, misses: 0, 'false alarms': 0, 'other words': 0 }
  const reached = new Set<string>()
  const unlisted = new Set<string>()
  const wrong = (kind: 'misses' | 'false alarms' | 'other words', text: string) => {
    counts[kind] += 1
    violations.push(`${kind}: ${text}`)
  }
  return {
    violations,
    add(name: string, found: string[] | null, { status, message }: Answered) {
      const isRefused = REFUSED.has(status)
      counts.requests += 1
      if (isRefused) counts.refused += 1
      else if (status !== 200) violations.push(`${name}: answered ${status} ${message}`)
      const isFound = found === null || found.length > 0
      if (isRefused && !isFound) wrong('misses', `${name}: ${status} ${message}`)
      if (!isRefused && isFound) wrong('false alarms', `${name}: ${found?.join(' | ')}`)
      const isSaid = found === null || found.includes(message) || status === TOO_LARGE
      if (isRefused && isFound && !isSaid) wrong('other words', `${name}: ${message}; ${found}`)
      for (const said of [message, ...(found ?? [])].filter((text) => text !== '')) {
        const { code } = readComplaint(said)
        if (code === null) unlisted.add(said.replace(/\d+/g, 'N'))
        else reached.add(code)
      }
    },
    figures(): Report['figures'] {
      const missing = COMPLAINTS.map(({ code }) => code).filter((code) => !reached.has(code))
      return {
        ...counts,
        'sentences of the table met': `${reached.size} of ${COMPLAINTS.length}`,
        'not met': missing.join(' ') || 'none',
        'met and not in the table': [...unlisted].join(' | ') || 'none',
      }
    },
  }
}
