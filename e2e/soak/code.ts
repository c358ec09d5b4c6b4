import fc from 'fast-check'
import { startFakeUpstream } from '../harness/fake-upstream'
import { generatedRequest } from '../harness/generated-requests'
import { findDifferences } from '../harness/taken-code'
import { onGateway } from './on-gateway'
import type { Report } from './report'

export interface CodeOptions {
  requests: number
  seed: number
}

/**
 * Makes programs of generated requests and runs them at the gateway: did upstream receive of each what
 * it received of the app?
 */
export async function runCode({ requests, seed }: CodeOptions): Promise<Report> {
  const upstream = await startFakeUpstream()
  return onGateway(upstream, async (parley) => {
    const generated = fc.sample(generatedRequest, { seed, numRuns: requests })
    const violations = await findDifferences({ parley, upstream }, generated)
    const captured = generated.filter((request) => request.captured !== null).length
    const figures = {
      requests,
      'of them opened from a captured call': captured,
      programs: 2 * requests,
    }
    return { scenario: 'code', seed, figures, violations }
  })
}
