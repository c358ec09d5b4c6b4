import { answerWeb } from '@/lib/server/gateway/web-door'
import { guard } from '@/lib/server/guard'

/** The gateway's portable door: which paths there are is a table in lib/server/gateway. */
const gateway = guard('gateway', (request, { parley, requestId }) =>
  answerWeb(parley, request, requestId),
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
