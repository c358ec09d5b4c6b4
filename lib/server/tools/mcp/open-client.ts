import 'server-only'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  ErrorCode,
  McpError,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import packageJson from '../../../../package.json' with { type: 'json' }
import type { McpServerConfig } from '../../config-mcp'
import { createGuardedFetch } from '../../outbound/guarded-fetch'
import { OutboundError } from '../../outbound/outbound-error'
import { createHttpTransport } from './http-transport'
import { McpFailure } from './mcp-failure'
import { StdioTransport } from './stdio-transport'

export interface AskOptions {
  ms: number
  signal?: AbortSignal
}

/** A connection to a server that has said hello. */
export interface OpenClient {
  /** Throws a {@link McpFailure}, or the signal's reason. */
  ask(method: 'tools/list' | 'tools/call', params: Asked, options: AskOptions): Promise<unknown>
  close(): Promise<void>
}
type Asked = Record<string, unknown>

export interface ClientEvents {
  /** It is closed, by whomever. */
  onClose(reason: string): void
  /** It has other tools now. */
  onToolsChanged(): void
  onStderr(line: string): void
}

/** The SDK would compile what a server calls its output's schema, in this thread; results are not checked. */
const UNCHECKED = {
  getValidator: () => () => ({
    valid: false as const,
    data: undefined,
    errorMessage: 'not checked',
  }),
}

/** Connects to a server. Throws a {@link McpFailure}. */
export async function openClient(
  config: McpServerConfig,
  env: Record<string, string | undefined>,
  events: ClientEvents,
  ms: number,
): Promise<OpenClient> {
  const way = config.kind === 'stdio' ? toProgram(config, env, events) : toAddress(config, env)
  const client = new Client(
    { name: 'parley', version: packageJson.version },
    { capabilities: {}, jsonSchemaValidator: UNCHECKED },
  )
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => events.onToolsChanged())
  client.onclose = () => events.onClose(way.reason() ?? 'closed the connection.')
  // What comes of an error is told by whoever waits; one that nobody waits for is none's loss.
  client.onerror = (error) => {
    if (/^Maximum reconnection attempts/.test(error.message)) void way.transport.close()
  }
  const close = async () => {
    await client.close().catch(() => undefined)
    await way.close()
  }
  try {
    await client.connect(way.transport, { timeout: ms })
  } catch (error) {
    await close()
    throw asFailure(error, way.reason(), ms)
  }
  return {
    ask: async (method, params, { ms: limit, signal }) => {
      const options = { timeout: limit, ...(signal === undefined ? {} : { signal }) }
      try {
        return await client.request({ method, params }, z.looseObject({}), options)
      } catch (error) {
        signal?.throwIfAborted()
        throw asFailure(error, way.reason(), limit)
      }
    },
    close,
  }
}

interface Way {
  transport: Transport
  /** Why it is closed, where that is known. */
  reason(): string | null
  close(): Promise<void>
}

function toProgram(
  { command, args, env: given }: Extract<McpServerConfig, { kind: 'stdio' }>,
  { PATH, HOME }: Record<string, string | undefined>,
  { onStderr }: ClientEvents,
): Way {
  const env = {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.reveal()])),
  }
  const transport = new StdioTransport({ command, args, env, onStderr })
  return { transport, reason: () => transport.reason, close: () => transport.close() }
}

function toAddress(
  { url, headers }: Extract<McpServerConfig, { kind: 'http' }>,
  env: Record<string, string | undefined>,
): Way {
  const outbound = createGuardedFetch(
    { origins: new Set([new URL(url).origin]), setting: 'tools.mcp' },
    env,
  )
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.reveal()]),
  )
  let reason: string | null = null
  const transport = createHttpTransport(url, given, outbound, (error) => {
    reason = error.message
    void transport.close()
  })
  const close = async () => {
    await transport.close()
    await outbound.close()
  }
  return { transport, reason: () => reason, close }
}

const MOST_CHARS = 1000

/** What went wrong, as what follows the server's name. */
function asFailure(error: unknown, reason: string | null, ms: number): McpFailure {
  if (error instanceof McpFailure) return error
  if (reason !== null) return new McpFailure(reason)
  if (error instanceof McpError && error.code === ErrorCode.RequestTimeout) {
    return new McpFailure(`did not answer within ${ms / 1000} s.`)
  }
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof OutboundError) return new McpFailure(`cannot be asked: ${text}`)
  if (error instanceof z.ZodError) return new McpFailure('answered what is no answer.')
  return new McpFailure(`answered with an error: ${text.slice(0, MOST_CHARS)}`)
}
