import { patchPresetSchema } from '@/lib/domain/preset'
import { guard } from '@/lib/server/guard'
import { changePreset } from '@/lib/server/presets'
import { readJson } from '@/lib/server/read-json'

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchPresetSchema)
  return Response.json({ presets: await changePreset(parley, params.id, patch) })
})
