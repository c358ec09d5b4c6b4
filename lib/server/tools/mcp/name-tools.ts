import 'server-only'
import { freeName } from '@/lib/domain/tools/convert-tools'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'

const MOST_CHARS = 64

/** A name as the API takes it (claude-api.md §2.6). */
function fitName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, MOST_CHARS)
}

interface Offered {
  server: string
  tool: string
}

/**
 * What to call tools for the model: as their servers do, with the server's name before it where another
 * tool, of the library or of another server, is called the same.
 */
export function nameTools(
  offered: readonly Offered[],
  library: readonly Tool[],
): (server: string, tool: string) => string {
  const taken = new Map<string, number>()
  const take = (name: string) => taken.set(name, (taken.get(name) ?? 0) + 1)
  // Those of servers count as what their server calls them.
  for (const { answer, definition } of library) {
    if (answer.by !== 'mcp') take(nameOfDefinition(definition))
  }
  for (const { tool } of offered) take(fitName(tool))
  const names = new Map<string, string>()
  const given = new Set<string>()
  for (const { server, tool } of offered) {
    const plain = fitName(tool)
    const wanted = (taken.get(plain) ?? 0) > 1 ? fitName(`${server}_${tool}`) : plain
    const name = freeName(wanted, given)
    given.add(name)
    names.set(keyOf(server, tool), name)
  }
  return (server, tool) => names.get(keyOf(server, tool)) ?? fitName(tool)
}

function keyOf(server: string, tool: string): string {
  return `${server} ${tool}`
}
