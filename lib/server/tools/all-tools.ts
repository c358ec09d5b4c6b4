import 'server-only'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import type { Db } from '../store/schema'
import { listTools } from '../store/tools'

/** All tools of an owner, the built-in ones among them, by name. */
export async function allTools(db: Db, owner: string): Promise<Tool[]> {
  const tools = [...(await listTools(db, owner)), ...BUILTIN_TOOLS]
  const name = ({ definition }: Tool) => nameOfDefinition(definition)
  return tools.sort((a, b) => name(a).localeCompare(name(b), undefined, { numeric: true }))
}
