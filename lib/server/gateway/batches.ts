import 'server-only'
import { parseRecord } from '@/lib/wire/json'
import { createDecoder, type Decoder } from '../runs/decode'
import { header } from '../upstream/headers'
import type { HeaderList, Sink } from '../upstream/sink'
import type { GatewayCall } from './call'
import { forward } from './forward'
import { PLACES } from './models-in'
import { withChecked } from './run'

/** More than a list of 1,000 batches has; what is longer is no answer of this kind. */
const MAX_BYTES = 16 * 1024 * 1024
const BATCHES = '/v1/messages/batches/'
/** As far as an address can be long: a pattern that may run over megabytes ends where the stack does. */
const RESULTS_URL = /(?<!\\)"results_url"(\s*:\s*)("(?:[^"\\]|\\.){0,8192}")/g

/**
 * Passes a call about batches through. An SDK fetches `results_url` literally, with its own key
 * (claude-api.md §9), so that must lead here: the one change ever made to a body.
 */
export function forwardBatch(call: GatewayCall): Promise<void> {
  const { asked, base, out } = call
  const plain = asked.headers.filter(([name]) => name !== 'accept-encoding')
  const headers: HeaderList = [...plain, ['accept-encoding', 'identity']]
  const own = { ...call, asked: { ...asked, headers }, out: withOwnResults(out, base) }
  return forward(own)
}

/** Creates a batch. Throws 403 when its key has tokens per day, or allows another model than one of a row's. */
export async function createBatch(call: GatewayCall): Promise<void> {
  call.parley.gatewayKeys.checkBatch(call.holder)
  await forwardBatch(await withChecked(call, PLACES.batch))
}

/** Points each `results_url` at `base`; all other bytes stay as they are. */
export function rewriteResults(text: string, base: string): string {
  return text.replace(RESULTS_URL, (whole, colon: string, json: string) => {
    const url = readUrl(json)
    const at = url?.indexOf(BATCHES) ?? -1
    return url === null || at === -1
      ? whole
      : `"results_url"${colon}${JSON.stringify(base + url.slice(at))}`
  })
}

/** Null for a string that is no JSON. */
function readUrl(json: string): string | null {
  const url = parseRecord(`{"url":${json}}`)?.url
  return typeof url === 'string' ? url : null
}

/** Holds a JSON answer until it is whole, and rewrites it; one that is too long passes decoded. */
function withOwnResults(out: Sink, base: string): Sink {
  let held: { status: number; headers: HeaderList; parts: Uint8Array[]; size: number } | null = null
  let decoder: Decoder | null = null
  let isOver = false
  let wait: ReturnType<Sink['write']>
  const giveUp = () => {
    if (held === null) return
    const { status, headers, parts } = held
    held = null
    out.head(status, headers)
    for (const part of parts) wait = out.write(part)
  }
  const read = (bytes: Uint8Array) => {
    if (isOver) return
    if (held === null) {
      wait = out.write(bytes)
      return
    }
    held.parts.push(bytes)
    held.size += bytes.length
    if (held.size > MAX_BYTES) giveUp()
  }
  return {
    head: (status, headers) => {
      const isJson = (header(headers, 'content-type') ?? '').includes('json')
      if (status >= 300 || !isJson) return out.head(status, headers)
      const list = headers.filter(([name]) => !/^content-(encoding|length)$/.test(name))
      held = { status, headers: list, parts: [], size: 0 }
      decoder = createDecoder(header(headers, 'content-encoding'), read)
    },
    write: (chunk) => {
      if (decoder === null) return out.write(chunk)
      decoder.write(chunk)
      return wait
    },
    end: () => {
      if (decoder === null) return out.end()
      decoder.end(() => {
        if (held !== null) {
          const text = Buffer.concat(held.parts).toString('utf8')
          const body = Buffer.from(rewriteResults(text, base))
          out.head(held.status, [...held.headers, ['content-length', String(body.length)]])
          void out.write(body)
        }
        out.end()
      })
    },
    fail: (error) => {
      giveUp()
      isOver = true
      out.fail(error)
    },
  }
}
