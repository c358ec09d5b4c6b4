import { expect, test } from 'vitest'
import { takeSeed } from '../harness/upstream/random'
import { runMutations } from '../soak/mutations'
import { runPhases } from '../soak/phases'
import { formatReport } from '../soak/report'
import { runRequests } from '../soak/requests'
import { runStreams } from '../soak/streams'

// The soak's scenarios of the gateway in small; SEED=n repeats a run, `npm run soak` runs the full counts.
const seed = takeSeed()

test.each([
  [
    'A damaged stream reaches the client byte for byte, with an error where it has no end, and its run ends',
    () => runMutations({ streams: 100, seed }),
  ],
  [
    'A damaged request is answered by upstream’s own bytes or an error in the wire’s shape, and nothing stays open',
    () => runRequests({ requests: 100, silent: 0, seed }),
  ],
  [
    'Upstream sees its connection close whenever the client leaves, and is not asked again',
    () => runPhases({ aborts: 3, seed }),
  ],
  [
    'Fifty streams at once arrive whole while the server answers for its health',
    () => runStreams({ streams: 50, seconds: 1, seed }),
  ],
])(`%s (seed ${seed})`, async (_, run) => {
  const report = await run()
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
})
