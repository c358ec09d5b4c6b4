import { signInSchema } from '@/lib/domain/settings'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { signIn, signOut } from '@/lib/server/session'

export const POST = guard('open', async (request, { parley }) =>
  signIn(parley, request, await readJson(request, signInSchema)),
)

export const DELETE = guard('open', (request, { parley }) => signOut(parley, request))
