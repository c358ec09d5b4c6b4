import 'server-only'
import { addFileUses } from '../store/files'
import { OWNER } from '../store/schema'
import { knownFilesOf } from '../store/uploads'
import type { GatewayCall } from './call'

/** As a request names files (claude-api.md §2.7); within its texts the quotes are escaped. */
const KEY = '"file_id"'
const NAMED = /"file_id"\s*:\s*"([^"\\]{1,255})"/g
/** A request that names more is not looked at to its end. */
const MOST = 500

/** The ids of files that a request names, each once. */
export function fileIdsIn(text: string): string[] {
  // Most name none, and nearly all of a call's time is other things: this finds out fastest.
  if (!text.includes(KEY)) return []
  const ids = new Set<string>()
  for (const [, id = ''] of text.matchAll(NAMED)) {
    ids.add(id)
    if (ids.size === MOST) break
  }
  return [...ids]
}

/** Notes which of the files that are known here a run uses; nobody waits for that. */
export function noteFileUses(
  { parley, upstream, asked }: Pick<GatewayCall, 'parley' | 'upstream' | 'asked'>,
  runId: string,
  text: string,
): void {
  const ids = fileIdsIn(text)
  if (ids.length === 0) return
  const note = async () => {
    await parley.files.arrivals.settled()
    const { db } = parley.store
    const files = await knownFilesOf(db, OWNER, upstream.name, ids)
    const use = { conversation_id: null, message_id: null, run_id: runId }
    await addFileUses(db, OWNER, files, use)
  }
  note().catch((err) =>
    parley.log.error({ err, requestId: asked.requestId }, 'uses of files were not noted'),
  )
}
