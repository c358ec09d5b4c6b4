import 'server-only'
import { chatSettingsSchema } from '@/lib/domain/conversation'
import type { CreatePreset, PatchPreset, Preset } from '@/lib/domain/preset'
import { ApiError } from '@/lib/wire/errors'
import type { Db, PresetRow } from './schema'

/** All presets of an owner, by name; those whose settings this version cannot read are left out. */
export async function listPresets(db: Db, owner: string): Promise<Preset[]> {
  const rows = await db
    .selectFrom('presets')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.flatMap(toPreset).sort((a, b) => a.name.localeCompare(b.name))
}

/** Keeps a preset; the same id again is the same preset. */
export async function createPreset(db: Db, owner: string, input: CreatePreset): Promise<void> {
  const now = Date.now()
  const row: PresetRow = {
    id: input.id,
    owner_id: owner,
    name: input.name,
    settings: JSON.stringify(input.settings),
    is_default: 0,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  }
  await db
    .insertInto('presets')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Changes, deletes or brings back a preset. Throws 404. */
export async function patchPreset(
  db: Db,
  owner: string,
  id: string,
  { name, settings, isDefault, deleted }: PatchPreset,
): Promise<void> {
  const now = Date.now()
  const change: Partial<PresetRow> = {
    updated_at: now,
    ...(name === undefined ? {} : { name }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
    ...(isDefault === undefined ? {} : { is_default: isDefault ? 1 : 0 }),
    ...(deleted === undefined ? {} : { deleted_at: deleted ? now : null }),
  }
  await db.transaction().execute(async (tx) => {
    if (isDefault === true) {
      await tx.updateTable('presets').set({ is_default: 0 }).where('owner_id', '=', owner).execute()
    }
    const { numUpdatedRows } = await tx
      .updateTable('presets')
      .set(change)
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new ApiError(404, `There is no preset ${id}.`)
  })
}

function toPreset(row: PresetRow): Preset[] {
  const settings = chatSettingsSchema.safeParse(JSON.parse(row.settings))
  if (!settings.success) return []
  return [{ id: row.id, name: row.name, settings: settings.data, isDefault: row.is_default === 1 }]
}
