import 'server-only'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { CreateTool, PatchTool, Tool, ToolLibrary } from '@/lib/domain/tools/tool'
import type { Parley } from '../parley'
import { type Db, OWNER } from '../store/schema'
import { countToolUses, createTool, listTools, patchTool } from '../store/tools'

/** All tools of an owner, the built-in ones among them, by name. */
export async function allTools(db: Db, owner: string): Promise<Tool[]> {
  const tools = [...(await listTools(db, owner)), ...BUILTIN_TOOLS]
  const name = ({ definition }: Tool) => nameOfDefinition(definition)
  return tools.sort((a, b) => name(a).localeCompare(name(b)))
}

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
