import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'

/** A run of a program's call; what is not given is as good as any. */
export function gatewayRun(over: Partial<Run> = {}): Run {
  return newRun({
    id: newId(),
    source: 'gateway',
    upstream: 'anthropic',
    isSandbox: false,
    model: 'm',
    apiVersion: '2023-06-01',
    ...over,
  })
}
