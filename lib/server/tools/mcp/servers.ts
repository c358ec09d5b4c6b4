import 'server-only'
import type { Answer } from '@/lib/domain/tools/answer'
import type { McpServerConfig } from '../../config-mcp'
import { McpConnection } from './connection'
import { McpFailure } from './mcp-failure'

type McpAnswer = Extract<Answer, { by: 'mcp' }>

export interface McpTimes {
  connectMs: number
  callMs: number
  pauseMs: number
}

const TIMES: McpTimes = { connectMs: 15_000, callMs: 60_000, pauseMs: 2000 }
/** How long a call waits to learn whether its tool has changed, before it begins. */
const LOOK_MS = 10_000

/** The MCP servers of the configuration file. */
export interface McpServers {
  all: readonly McpConnection[]
  find(name: string): McpConnection | null
  /** True where the server describes the tool otherwise now than it was accepted; of what is not known, false. */
  hasChanged(answer: Answer): Promise<boolean>
  close(): Promise<void>
}

/** `onStderr` hears what the programs among them print to their standard error. */
export function createMcpServers(
  configs: readonly McpServerConfig[],
  env: Record<string, string | undefined>,
  onStderr: (server: string, line: string) => void,
  times: Partial<McpTimes> = {},
): McpServers {
  const connections = new Map(
    configs.map((config) => {
      const hear = (line: string) => onStderr(config.name, line)
      return [config.name, new McpConnection(config, { ...TIMES, ...times, env, onStderr: hear })]
    }),
  )
  const find = (name: string) => connections.get(name) ?? null
  return {
    all: [...connections.values()],
    find,
    hasChanged: async (answer) =>
      answer.by === 'mcp' && (await isOther(answer, find(answer.server))),
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()))
    },
  }
}

async function isOther({ tool, hash }: McpAnswer, connection: McpConnection | null) {
  if (connection === null) return false
  try {
    const tools = await settledWithin(connection.refresh(), AbortSignal.timeout(LOOK_MS))
    const found = tools.find(({ name }) => name === tool)
    return found !== undefined && found.hash !== hash
  } catch (error) {
    // The call itself will say so.
    if (error instanceof McpFailure || (error instanceof Error && error.name === 'TimeoutError')) {
      return false
    }
    throw error
  }
}

/** What a promise gives, or the signal's reason if that comes first. */
export function settledWithin<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
