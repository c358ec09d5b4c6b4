import { usePathname } from 'next/navigation'
import { changeAddress } from './change-address'

/** The address of a tool, or of the list alone. */
export function toolPath(id: string | null): string {
  // A colon may stand in a path as it is; what an MCP server calls its tools need not.
  return id === null ? '/tools' : `/tools/${encodeURIComponent(id).replaceAll('%3A', ':')}`
}

/** True on the screen of the tools. */
export function isToolsPath(path: string): boolean {
  return /^\/tools(\/|$)/.test(path)
}

/** The tool that is open; null when there is none. Read from the path, as all navigation here stays in the page. */
export function useToolId(): string | null {
  const id = /^\/tools\/([^/]+)$/.exec(usePathname())?.[1]
  return id === undefined ? null : decodeURIComponent(id)
}

/** Opens a tool, or the list alone. */
export function openTool(id: string | null): void {
  changeAddress('push', () => toolPath(id))
}
