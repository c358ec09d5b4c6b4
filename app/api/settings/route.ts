import { patchSettingsSchema } from '@/lib/domain/settings'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { patchSettings, readSettings } from '@/lib/server/settings'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json(await readSettings(parley)),
)

export const PATCH = guard('owner', async (request, { parley }) =>
  Response.json(await patchSettings(parley, await readJson(request, patchSettingsSchema))),
)
