import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'

/** The reference server of the Model Context Protocol; it takes `stdio` or `streamableHttp`. */
export const MCP_REFERENCE = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-everything/dist/index.js',
)

/** Starts it over streamable HTTP. It takes no port 0, so a free one is looked for. */
export async function startMcpReference(): Promise<{ process: ChildProcess; url: string }> {
  for (let port = 3950; ; port++) {
    const child = spawn(process.execPath, [MCP_REFERENCE, 'streamableHttp'], {
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    const isUp = await new Promise<boolean>((resolve) => {
      child.once('exit', () => resolve(false))
      child.stderr.setEncoding('utf8').on('data', (text) => {
        said += text
        if (said.includes('listening on port')) resolve(true)
      })
    })
    if (isUp) return { process: child, url: `http://127.0.0.1:${port}/mcp` }
    if (port > 3990) throw new Error(said)
  }
}
