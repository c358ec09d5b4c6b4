import 'server-only'
import { clientName } from '@/lib/domain/client-name'
import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'
import { isApiError } from '@/lib/wire/errors'
import { keptBody } from '../runs/kept-body'
import type { Recorder } from '../runs/recorder'
import { OWNER } from '../store/schema'
import { forwardable, header } from '../upstream/headers'
import { type HeaderList, type Sink, UpstreamError } from '../upstream/sink'
import type { GatewayCall } from './call'
import { noteFileUses } from './file-uses'
import { headersFor } from './forward'
import { modelOf } from './models-in'
import type { RequestBody } from './request-body'
import { readBodyText } from './whole-body'

const NOT_PASSED = 'The answer could not be passed on to its client.'

/** The recorder beside a gateway call's byte path. */
export interface Observer {
  /** A sink that passes everything to `out` at once and tells the recorder afterwards, whatever `out` does. */
  beside(out: Sink): Sink
  /** Does the call's work; where that throws before the answer's end, the run ends with it. */
  around(work: () => Promise<void>): Promise<void>
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
    call.run.hasBegun = true
    if (typeof kept === 'string') noteFileUses(call, run.id, kept)
    else void readLater(call, begun, kept)
    return begun
  }
  const record = () => recorder ?? begin()
  // A request that breaks off ends its call, and is recorded with that.
  body.whole.then(record, () => {})
  return {
    recorder: record,
    beside: (out) => besideDoor(out, record),
    around: async (work) => {
      try {
        await work()
      } catch (error) {
        const reason = isApiError(error) ? error.message : NOT_PASSED
        record().fail(new UpstreamError('cut', reason))
        throw error
      }
    },
    isComplete: () => {
      if (recorder === null) return false
      const { fold, isOver } = recorder
      return fold.isDone || fold.error !== null || isOver
    },
  }
}

/** A compressed request says its model and its files a little later; one that cannot be read says none. */
async function readLater(call: GatewayCall, recorder: Recorder, body: Buffer) {
  const text = await readBodyText(body, call.asked).catch(() => '')
  const model = modelOf(text)
  if (model !== '' && recorder.run.model === '') recorder.update({ model })
  noteFileUses(call, recorder.run.id, text)
}

/** What a door throws goes on to whoever calls, once the recorder has heard what came. */
export function besideDoor(out: Sink, record: () => Recorder): Sink {
  return {
    head: (status, list) => {
      try {
        out.head(status, list)
      } finally {
        record().head(status, list)
      }
    },
    write: (chunk) => {
      try {
        return out.write(chunk)
      } finally {
        record().write(chunk)
      }
    },
    end: () => {
      try {
        out.end()
      } finally {
        record().end()
      }
    },
    fail: (error) => {
      try {
        out.fail(error)
      } finally {
        record().fail(error)
      }
    },
  }
}

/** The run of a call that begins now. */
export function gatewayRun(
  { upstream, path, holder }: Pick<GatewayCall, 'upstream' | 'path' | 'holder'>,
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
