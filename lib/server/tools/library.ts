import 'server-only'
import type { CreateTool, PatchTool, ToolLibrary } from '@/lib/domain/tools/tool'
import type { Parley } from '../parley'
import { OWNER } from '../store/schema'
import { countToolUses, createTool, patchTool } from '../store/tools'
import { allTools } from './all-tools'

/** The library as the screens see it. */
export async function readLibrary({ store }: Parley): Promise<ToolLibrary> {
  const tools = await allTools(store.db, OWNER)
  return { tools, uses: await countToolUses(store.db, OWNER) }
}

/** Keeps a new tool; answers the library. */
export async function addTool(parley: Parley, input: CreateTool): Promise<ToolLibrary> {
  await createTool(parley.store.db, OWNER, input)
  parley.runs.live.settingsChanged(OWNER, null)
  return readLibrary(parley)
}

/** Changes, deletes or brings back one of one's own; answers the library. Throws 404. */
export async function changeTool(
  parley: Parley,
  id: string,
  patch: PatchTool,
): Promise<ToolLibrary> {
  await patchTool(parley.store.db, OWNER, id, patch)
  parley.runs.live.settingsChanged(OWNER, null)
  return readLibrary(parley)
}
