import 'server-only'
import { isUtf8 } from 'node:buffer'
import { clientName } from '@/lib/domain/client-name'
import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import { hasEnded, type Run } from '@/lib/domain/run'
import type { Recorder } from '../runs/recorder'
import { OWNER } from '../store/schema'
import { forwardable, header } from '../upstream/headers'
import type { HeaderList, Sink } from '../upstream/sink'
import type { GatewayCall } from './call'
import { modelOf } from './model-of'
import type { RequestBody } from './request-body'

/** The recorder beside a gateway call's byte path. */
export interface Observer {
  /** A sink that passes everything to `out` at once and tells the recorder afterwards. */
  beside(out: Sink): Sink
  /** True when the stream has said its end, or its error. */
  isComplete(): boolean
}

/**
 * Listens to a gateway call. The run begins when its whole request has been read, or with the first
 * thing that comes back, if that is sooner.
 */
export function observeRun(
  call: GatewayCall,
  headers: HeaderList,
  body: RequestBody,
  abort: AbortController,
): Observer {
  const left = performance.now()
  let recorder: Recorder | null = null
  const begin = (): Recorder => {
    const bytes = body.take()
    // A compressed body is no text and is kept as it is.
    const kept = isUtf8(bytes) ? bytes.toString('utf8') : bytes
    const run = gatewayRun(call, headers, typeof kept === 'string' ? modelOf(kept) : '')
    // As they go upstream: the client's key and cookies are not among them.
    const request = { headers: forwardable(headers), body: kept }
    const begun = call.parley.runs.observe(OWNER, run, request, abort)
    begun.depart(left)
    recorder = begun
    return begun
  }
  const record = () => recorder ?? begin()
  // A request that breaks off ends its call, and is recorded with that.
  body.whole.then(record, () => {})
  return {
    beside: (out) => ({
      head: (status, list) => {
        out.head(status, list)
        record().head(status, list)
      },
      write: (chunk) => {
        const wait = out.write(chunk)
        record().write(chunk)
        return wait
      },
      end: () => {
        out.end()
        record().end()
      },
      fail: (error) => {
        out.fail(error)
        record().fail(error)
      },
    }),
    isComplete: () => {
      if (recorder === null) return false
      const { fold, run } = recorder
      return fold.isDone || fold.error !== null || hasEnded(run.status)
    },
  }
}

function gatewayRun({ upstream, path }: GatewayCall, headers: HeaderList, model: string): Run {
  return newRun({
    id: newId(),
    source: 'gateway',
    upstream: upstream.name,
    isSandbox: upstream.isSandbox,
    model,
    path: path.split('?', 1)[0] ?? path,
    apiVersion: header(headers, 'anthropic-version') ?? '',
    client: clientName((name) => header(headers, name)),
    keyId: 'first',
  })
}
