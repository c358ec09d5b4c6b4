import 'server-only'
import { clientName } from '@/lib/domain/client-name'
import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'
import { keptBody } from '../runs/kept-body'
import type { Recorder } from '../runs/recorder'
import { OWNER } from '../store/schema'
import { forwardable, header } from '../upstream/headers'
import type { HeaderList, Sink } from '../upstream/sink'
import type { GatewayCall } from './call'
import { headersFor } from './forward'
import { modelOf } from './models-in'
import type { RequestBody } from './request-body'

/** The recorder beside a gateway call's byte path. */
export interface Observer {
  /** A sink that passes everything to `out` at once and tells the recorder afterwards. */
  beside(out: Sink): Sink
  /** True when the stream has said its end, or its error. */
  isComplete(): boolean
  /** The call's recorder; its run begins with it. */
  recorder(): Recorder
}

/**
 * Listens to a gateway call. The run begins when its whole request has been read, or with the first
 * thing that comes back, if that is sooner. `more` is what is known of it beforehand.
 */
export function observeRun(
  call: GatewayCall,
  body: Pick<RequestBody, 'take' | 'whole'>,
  abort: AbortController,
  more: Partial<Run>,
  onEnd: (run: Run) => void,
): Observer {
  const left = performance.now()
  const headers = headersFor(call.asked.headers, call.upstream)
  let recorder: Recorder | null = null
  const begin = (): Recorder => {
    const kept = keptBody(body.take())
    const model = typeof kept === 'string' ? modelOf(kept) : ''
    const run = { ...gatewayRun(call, headers, model), ...more }
    // As they go upstream: the client's key and cookies are not among them.
    const request = { headers: forwardable(headers), body: kept }
    const begun = call.parley.runs.observe(OWNER, run, request, abort, onEnd)
    begun.depart(left)
    recorder = begun
    return begun
  }
  const record = () => recorder ?? begin()
  // A request that breaks off ends its call, and is recorded with that.
  body.whole.then(record, () => {})
  return {
    recorder: record,
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
      const { fold, isOver } = recorder
      return fold.isDone || fold.error !== null || isOver
    },
  }
}

function gatewayRun(
  { upstream, path, holder }: GatewayCall,
  headers: HeaderList,
  model: string,
): Run {
  return newRun({
    id: newId(),
    source: 'gateway',
    upstream: upstream.name,
    isSandbox: upstream.isSandbox,
    upstreamKeyId: upstream.keyId,
    model,
    path,
    apiVersion: header(headers, 'anthropic-version') ?? '',
    client: clientName((name) => header(headers, name)),
    keyId: holder.id,
  })
}
