import type { ToolDraft } from '@/lib/client/stores/tool-drafts'
import { SERVER_TOOLS } from '@/lib/domain/server-tools'
import type { AnswerWay } from '@/lib/domain/tools/answer'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { type FormChanges, toForm, unsavedChanges } from '@/lib/domain/tools/tool-form'

export interface ListedTool {
  id: string
  name: string
  /** Null where the group says it. */
  way: AnswerWay | null
  isUnsaved: boolean
}

export interface ListGroup {
  /** Its name is the message `tools.groups.<key>`; of an MCP server its own. */
  key: 'yours' | 'builtin' | 'server' | `mcp ${string}`
  tools: ListedTool[]
}

type Drafts = Readonly<Record<string, ToolDraft>>

/** The tools by where they come from, those that fit a search; a group without any is left out. */
export function groupTools(library: readonly Tool[], drafts: Drafts, search: string): ListGroup[] {
  const wanted = search.trim().toLowerCase()
  const fits = ({ name }: ListedTool) => name.toLowerCase().includes(wanted)
  const own = library.filter(({ answer, id }) => answer.by !== 'mcp' && !id.startsWith('builtin:'))
  const saved = new Set(library.map(({ id }) => id))
  const fresh = Object.entries(drafts).flatMap(([id, { isNew, changes }]): ListedTool[] =>
    isNew && !saved.has(id)
      ? [{ id, name: changes.name ?? '', way: changes.way ?? 'hand', isUnsaved: true }]
      : [],
  )
  const groups: ListGroup[] = [
    { key: 'yours', tools: [...fresh, ...own.map((tool) => listed(tool, drafts))] },
    ...mcpGroups(library, drafts),
    {
      key: 'builtin',
      tools: library
        .filter(({ id }) => id.startsWith('builtin:'))
        .map((tool) => ({ ...listed(tool, drafts), way: null })),
    },
    {
      key: 'server',
      tools: SERVER_TOOLS.map(({ id, definition: { name } }) => ({
        ...{ id, name },
        ...{ way: null, isUnsaved: false },
      })),
    },
  ]
  return groups
    .map(({ key, tools }) => ({ key, tools: tools.filter(fits) }))
    .filter(({ tools }) => tools.length > 0)
}

function mcpGroups(library: readonly Tool[], drafts: Drafts): ListGroup[] {
  const servers = new Map<string, ListedTool[]>()
  for (const tool of library) {
    const { answer } = tool
    if (answer.by !== 'mcp') continue
    const row = { ...listed(tool, drafts), way: null }
    servers.set(answer.server, [...(servers.get(answer.server) ?? []), row])
  }
  return [...servers].map(([server, tools]) => ({ key: `mcp ${server}`, tools }))
}

/** As it is being edited. */
function listed(tool: Tool, drafts: Drafts): ListedTool {
  const changes: FormChanges = drafts[tool.id]?.changes ?? {}
  return {
    id: tool.id,
    name: changes.name ?? nameOfDefinition(tool.definition),
    way: changes.way ?? tool.answer.by,
    isUnsaved:
      Object.keys(changes).length > 0 &&
      Object.keys(unsavedChanges(changes, toForm(tool))).length > 0,
  }
}
