import { usePathname } from 'next/navigation'
import { changeAddress } from './change-address'

/** The address of a tool, or of the list alone. */
export function toolPath(id: string | null): string {
  return id === null ? '/tools' : `/tools/${id}`
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
  changeAddress('push', toolPath(id))
}
