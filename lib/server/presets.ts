import 'server-only'
import type { CreatePreset, PatchPreset, Preset } from '@/lib/domain/preset'
import type { Parley } from './parley'
import { createPreset, listPresets, patchPreset } from './store/presets'
import { OWNER } from './store/schema'

/** The owner's presets. */
export function readPresets({ store }: Parley): Promise<Preset[]> {
  return listPresets(store.db, OWNER)
}

/** Keeps a new preset; answers them all. */
export async function addPreset({ store }: Parley, input: CreatePreset): Promise<Preset[]> {
  await createPreset(store.db, OWNER, input)
  return listPresets(store.db, OWNER)
}

/** Changes one preset; answers them all, because one default takes the place of another. */
export async function changePreset(
  { store }: Parley,
  id: string,
  patch: PatchPreset,
): Promise<Preset[]> {
  await patchPreset(store.db, OWNER, id, patch)
  return listPresets(store.db, OWNER)
}
