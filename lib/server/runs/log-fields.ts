import 'server-only'
import type { Run } from '@/lib/domain/run'

/** What a log may hold of a run: never content. */
export function logFields({ id, upstream, model, status, requestId, error, message, timing }: Run) {
  return {
    runId: id,
    requestId,
    upstream,
    model,
    status,
    errorType: error?.type,
    ms: timing.total,
    firstEventMs: timing.firstEvent,
    inputTokens: message?.usage.input_tokens,
    outputTokens: message?.usage.output_tokens,
  }
}
