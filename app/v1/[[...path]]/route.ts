import { answerGateway } from '@/lib/server/gateway/gateway'
import { guard } from '@/lib/server/guard'

/** The gateway's portable door: which paths there are is a table in lib/server/gateway. */
const gateway = guard('gateway', (request, { parley, requestId }) =>
  answerGateway(parley, request, requestId),
)

export {
  gateway as DELETE,
  gateway as GET,
  gateway as HEAD,
  gateway as OPTIONS,
  gateway as PATCH,
  gateway as POST,
  gateway as PUT,
}
