import { promptOf } from './cost'
import { hasEnded, type Run } from './run'
import type { RunSummary } from './run-list'

/** A run's row in a list; `cost` is as stored, null while it is live. */
export function summarizeRun(run: Run, cost: number | null): RunSummary {
  const usage = run.message?.usage
  return {
    id: run.id,
    source: run.source,
    client: run.client,
    keyId: run.keyId,
    upstream: run.upstream,
    isSandbox: run.isSandbox,
    model: run.model,
    status: run.status,
    httpStatus: run.httpStatus,
    stopReason: run.message?.stop_reason ?? null,
    requestId: run.requestId,
    replayOf: run.replayOf,
    promptTokens: usage?.input_tokens == null ? null : promptOf(usage),
    outputTokens: usage?.output_tokens ?? null,
    cost: hasEnded(run.status) ? cost : null,
    total: run.timing.total,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
  }
}
