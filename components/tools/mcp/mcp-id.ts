/** A tool that a server offers and the library does not have, in the address. */
export function offeredId(server: string, tool: string): string {
  return `mcp:${server}:${tool}`
}

/** What such an id says; null for any other. */
export function readOfferedId(id: string): { server: string; tool: string } | null {
  const [, server, tool] = /^mcp:([a-z0-9-]+):(.+)$/s.exec(id) ?? []
  return server === undefined || tool === undefined ? null : { server, tool }
}
