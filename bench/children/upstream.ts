import { startFakeUpstream } from '../../e2e/harness/fake-upstream'
import { encodeEvents, textEvents } from '../../e2e/harness/upstream/answers'
import { stream } from '../../e2e/harness/upstream/script'
import { EVENTS, EVENTS_PER_SECOND } from '../workloads'

// The upstream of the bench, in a process of its own: the same answers for every target.
const frames = encodeEvents(textEvents(EVENTS - 5))
const paced = stream(frames, { rate: EVENTS_PER_SECOND })
const burst = stream([frames.join('')])

const upstream = await startFakeUpstream()
upstream.setDefault((request) => {
  upstream.requests.length = 0
  return request.body.includes('paced') ? paced : burst
})
console.log(`listening on ${upstream.url}`)
