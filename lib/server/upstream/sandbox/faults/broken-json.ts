import 'server-only'
import type { Reply } from '../exchange'
import type { Fault } from './fault'

/** A JSON answer whose text ends half way, where malformed JSON is wanted. */
export function breakJson(reply: Reply, faults: readonly Fault[]): Reply {
  if (!faults.some((fault) => fault.kind === 'malformed' && fault.how === 'json')) return reply
  return { ...reply, chunks: halves(reply.chunks) }
}

async function* halves(chunks: Reply['chunks']): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.subarray(0, chunk.byteLength / 2)
}
