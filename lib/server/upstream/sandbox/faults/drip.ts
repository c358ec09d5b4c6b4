import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import { sleep } from '../../abort'
import type { Reply } from '../exchange'

/** A reply whose bytes come few at a time, where that is wanted; frames and characters are split anywhere. */
export function dripping(reply: Reply, { drip }: Directives, signal: AbortSignal): Reply {
  if (drip === undefined) return reply
  return { ...reply, chunks: slowly(reply.chunks, drip, signal) }
}

async function* slowly(
  chunks: Reply['chunks'],
  { bytes, ms }: { bytes: number; ms: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; at += bytes) {
      yield chunk.subarray(at, at + bytes)
      await sleep(ms, signal)
    }
  }
}
