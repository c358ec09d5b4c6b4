import type { ToolDraft } from '@/lib/client/stores/tool-drafts'
import { SERVER_TOOLS } from '@/lib/domain/server-tools'
import type { AnswerWay } from '@/lib/domain/tools/answer'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { McpServer } from '@/lib/domain/tools/mcp'
import type { Tool } from '@/lib/domain/tools/tool'
import {
  allowedChanges,
  type FormChanges,
  type ToolForm,
  toForm,
  unsavedChanges,
} from '@/lib/domain/tools/tool-form'
import { offeredId } from '../mcp/mcp-id'

export interface ListedTool {
  id: string
  name: string
  /** What of the name the heading of its group does not say already. */
  shown?: string
  /** Null where the group says it. */
  way: AnswerWay | null
  isUnsaved: boolean
  /** Of a tool of an MCP server: how what was accepted stands to what the server says now. */
  mark?: 'pinned' | 'changed' | 'gone' | 'offered'
}

export interface ListGroup {
  /** Its name is the message `tools.groups.<key>`; of an MCP server its own. */
  key: 'yours' | 'builtin' | 'server' | `mcp ${string}`
  tools: ListedTool[]
  /** The MCP server, where the configuration file still names it. */
  server?: McpServer
}

type Drafts = Readonly<Record<string, ToolDraft>>

/** The tools by where they come from, those that fit a search; a group without any is left out. */
export function groupTools(
  library: readonly Tool[],
  drafts: Drafts,
  search: string,
  servers: readonly McpServer[],
): ListGroup[] {
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
    ...mcpGroups(library, drafts, servers),
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
  return (
    groups
      .map((group) => ({ ...group, tools: group.tools.filter(fits) }))
      // A server without tools is told of, too: why it has none.
      .filter(({ tools, server }) => tools.length > 0 || (server !== undefined && wanted === ''))
  )
}

function mcpGroups(
  library: readonly Tool[],
  drafts: Drafts,
  servers: readonly McpServer[],
): ListGroup[] {
  const kept = library.flatMap((tool) => {
    const { answer } = tool
    return answer.by === 'mcp' ? [{ tool, answer }] : []
  })
  const names = new Set([
    ...servers.map(({ name }) => name),
    ...kept.map(({ answer }) => answer.server),
  ])
  return [...names].map((name) => {
    const server = servers.find((one) => one.name === name)
    const own = kept.filter(({ answer }) => answer.server === name)
    const tools = own.map(({ tool, answer }): ListedTool => {
      const now = server?.tools.find((one) => one.name === answer.tool)
      const isGone = now === undefined && server?.state === 'connected'
      const isChanged = now !== undefined && now.answer.hash !== answer.hash
      const mark = isGone ? 'gone' : isChanged ? 'changed' : 'pinned'
      return { ...listed(tool, drafts), way: null, mark }
    })
    const offered = (server?.tools ?? [])
      .filter((one) => !own.some(({ answer }) => answer.tool === one.name))
      .map((one): ListedTool => {
        const id = offeredId(name, one.name)
        return { id, name: one.definition.name, way: null, isUnsaved: false, mark: 'offered' }
      })
    return {
      key: `mcp ${name}`,
      tools: [...tools, ...offered].map((one) => ({ ...one, shown: below(name, one) })),
      ...(server === undefined ? {} : { server }),
    }
  })
}

/** A tool of a server may be called by both their names. */
function below(server: string, { name }: ListedTool): string {
  const prefix = `${server}_`
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** As it is being edited. */
function listed(tool: Tool, drafts: Drafts): ListedTool {
  const changes: FormChanges = allowedChanges(drafts[tool.id]?.changes ?? {}, tool)
  return {
    id: tool.id,
    name: changes.name ?? nameOfDefinition(tool.definition),
    way: changes.way ?? tool.answer.by,
    isUnsaved:
      Object.keys(changes).length > 0 &&
      Object.keys(unsavedChanges(changes, formOf(tool))).length > 0,
  }
}

/** The list is asked for at each key that is typed into a tool: what is saved is laid out once. */
const forms = new WeakMap<Tool, ToolForm>()

function formOf(tool: Tool): ToolForm {
  const form = forms.get(tool) ?? toForm(tool)
  forms.set(tool, form)
  return form
}
