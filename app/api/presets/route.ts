import { createPresetSchema } from '@/lib/domain/preset'
import { guard } from '@/lib/server/guard'
import { addPreset, readPresets } from '@/lib/server/presets'
import { readJson } from '@/lib/server/read-json'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json({ presets: await readPresets(parley) }),
)

export const POST = guard('owner', async (request, { parley }) => {
  const presets = await addPreset(parley, await readJson(request, createPresetSchema))
  return Response.json({ presets }, { status: 201 })
})
