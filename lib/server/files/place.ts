import 'server-only'
import { type Db, OWNER } from '../store/schema'
import type { UploadRow } from '../store/schema-files'
import { workspaceOfKey } from '../store/uploads'
import type { Upstream } from '../upstream/sink'

/** Where an upstream keeps the files of a call: what is there no call of another place can name. */
export interface Place {
  upstream: string
  /** As far as it is known. */
  workspaceId: string | null
  /** What uploads of its key are noted with: its mark, by older versions its id. */
  keys: readonly (string | null)[]
}

/** The place of calls with the key that an upstream has; `named` is the workspace that a caller named itself. */
export async function placeOf(
  db: Db,
  { name, keyId, keyMark, workspaceId }: Upstream,
  named: string | null = null,
): Promise<Place> {
  const known = named ?? workspaceId ?? (await workspaceOfKey(db, OWNER, name, keyMark))
  return { upstream: name, workspaceId: known, keys: [keyMark, keyId] }
}

/** A file belongs to one workspace; where none is told, to the key that it was sent with. */
export function isAt(
  place: Place,
  row: Pick<UploadRow, 'upstream' | 'workspace_id' | 'upstream_key_id'>,
): boolean {
  if (row.upstream !== place.upstream) return false
  if (row.workspace_id !== null && place.workspaceId !== null) {
    return row.workspace_id === place.workspaceId
  }
  return place.keys.includes(row.upstream_key_id)
}
