import { createRequire } from 'node:module'

/** The reference server of the Model Context Protocol; it takes `stdio` or `streamableHttp`. */
export const MCP_REFERENCE = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-everything/dist/index.js',
)
