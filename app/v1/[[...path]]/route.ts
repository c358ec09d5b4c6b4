import { answerWeb } from '@/lib/server/gateway/web-door'
import { guard } from '@/lib/server/guard'

/**
 * The gateway's portable door. Which paths there are is a table in lib/server/gateway, which asks for
 * the key too: it refuses in the client's own dialect.
 */
const gateway = guard('open', (request, { parley, requestId }) =>
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
