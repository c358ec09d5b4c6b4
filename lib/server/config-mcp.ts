import 'server-only'
import { z } from 'zod'
import { Secret } from './secret'

/** An MCP server of `parley.config.json`: a program that is started, or an address. */
export type McpServerConfig = {
  name: string
  /** Why it cannot be used as the environment is; null = it can. */
  problem: string | null
} & (
  | { kind: 'stdio'; command: string; args: string[]; env: Record<string, Secret> }
  | { kind: 'http'; url: string; headers: Record<string, Secret> }
)

const URL_RULE = 'must be an http or https URL without user name, password or fragment'
/** `$NAME`, or with a word before it, as in `Bearer $NAME`. */
const FROM_ENVIRONMENT = /^((?:[A-Za-z]+ )?)\$([A-Za-z_][A-Za-z0-9_]*)$/
/** What no MCP server is given, whoever asks for it. */
const WITHHELD = new Set(['ANTHROPIC_API_KEY', 'PARLEY_API_KEY', 'PARLEY_PASSWORD'])
/** Set by the connection or the protocol itself. */
const NOT_TO_BE_SET =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|expect|accept|accept-encoding|last-event-id|mcp-.*|proxy-.*)$/i

const value = z
  .string()
  .max(8000)
  .refine((text) => !text.includes('\0'), 'must not hold a NUL')
  .refine(
    (text) => !WITHHELD.has(FROM_ENVIRONMENT.exec(text)?.[2] ?? ''),
    `must not be one of ${[...WITHHELD].join(', ')}: no MCP server is given those`,
  )

const serverSchema = z
  .strictObject({
    command: z.string().min(1).max(4096).optional(),
    args: z.array(z.string().max(100_000)).max(1000).optional(),
    env: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is none of a variable'), value)
      .optional(),
    url: z.string().refine(isServerUrl, URL_RULE).optional(),
    headers: z
      .record(
        z
          .string()
          .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is none of a header')
          .refine((name) => !NOT_TO_BE_SET.test(name), 'cannot be set'),
        value.regex(/^[\x20-\x7e]+$/, 'must consist of visible ASCII characters'),
      )
      .optional(),
  })
  .refine(
    ({ command, url }) => (command === undefined) !== (url === undefined),
    'must have either command or url',
  )
  .refine(
    ({ url, args, env }) => url === undefined || (args === undefined && env === undefined),
    'must not have args or env beside url',
  )
  .refine(
    ({ command, headers }) => command === undefined || headers === undefined,
    'must not have headers beside command',
  )

/** `tools.mcp`: the servers by name. */
export const mcpSchema = z.record(
  z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 small letters, digits and hyphens'),
  serverSchema,
)

/** The servers, with what they take from the environment. */
export function readMcpServers(
  servers: z.infer<typeof mcpSchema>,
  env: Record<string, string>,
): McpServerConfig[] {
  return Object.entries(servers).map(([name, { command, args = [], url = '', ...given }]) => {
    const problem = problemOf(Object.values({ ...given.env, ...given.headers }), env)
    const filled = (values: Record<string, string> | undefined) => fillIn(values, env)
    return command === undefined
      ? { name, problem, kind: 'http', url, headers: filled(given.headers) }
      : { name, problem, kind: 'stdio', command, args, env: filled(given.env) }
  })
}

/** The values as they are used. Also what stands in the file itself may be a token. */
function fillIn(values: Record<string, string> = {}, env: Record<string, string>) {
  const filled = Object.entries(values).map(([key, text]): [string, Secret] => {
    const [, before = '', variable] = FROM_ENVIRONMENT.exec(text) ?? []
    return [key, new Secret(variable === undefined ? text : before + (env[variable] ?? ''))]
  })
  return Object.fromEntries(filled)
}

function problemOf(values: readonly string[], env: Record<string, string>): string | null {
  for (const text of values) {
    const variable = FROM_ENVIRONMENT.exec(text)?.[2]
    if (variable === undefined) continue
    if (env[variable] === undefined) return `The environment variable ${variable} is not set.`
  }
  return null
}

/** What must not slip into a log. */
export function secretsOfMcp(servers: readonly McpServerConfig[]): Secret[] {
  return servers.flatMap((server) =>
    Object.values(server.kind === 'stdio' ? server.env : server.headers),
  )
}

function isServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}
