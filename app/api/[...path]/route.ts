import { guard } from '@/lib/server/guard'
import { ApiError } from '@/lib/wire/errors'

const nothing = guard('owner', (request) => {
  throw new ApiError(404, `Not found: ${request.method} ${new URL(request.url).pathname}`)
})

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
