import 'server-only'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { type ModelInfo, modelInfoSchema } from '@/lib/domain/models'
import { ConfigError, firstProblem } from './config-error'
import { type McpServerConfig, mcpSchema, readMcpServers } from './config-mcp'
import { baseUrl, headerValue, httpOrigin, httpOriginOrAny } from './config-values'
import { issueText } from './issue-text'
import { Secret } from './secret'

/** An upstream named in `parley.config.json`. */
export interface UpstreamConfig {
  name: string
  label: string
  baseUrl: string
  auth: UpstreamAuth
  /** The environment variable that holds its key; null where `auth` is `none`. */
  keyVariable: string | null
  /** Null while the variable is not set. */
  key: Secret | null
  /** For upstreams that cannot list their models; null = ask them. */
  models: ModelInfo[] | null
  /** Further paths that pass through to it, all below them included. */
  passes: readonly PassedPath[]
}

/** What the API has besides the routes that the gateway knows (claude-api.md §1). */
const PASSED_PATHS = [
  '/v1/skills',
  '/v1/user_profiles',
  '/v1/organizations',
  '/v1/agents',
  '/v1/sessions',
  '/v1/environments',
  '/v1/complete',
  '/v1/oauth/token',
] as const
export type PassedPath = (typeof PASSED_PATHS)[number]
const passesSchema = z
  .array(z.enum(PASSED_PATHS, { error: `must be one of ${PASSED_PATHS.join(', ')}` }))
  .default([])

export type UpstreamAuth = z.infer<typeof authSchema>

const RESERVED = new Set(['sandbox', 'anthropic'])

const authSchema = z.enum(['x-api-key', 'bearer', 'none'], {
  error: 'must be one of x-api-key, bearer, none',
})
/** A model in the wire's shape; what is not said of it stays unknown. */
const modelSchema = z
  .looseObject({ id: z.string({ error: 'must be a text' }).min(1) })
  .transform((model) => ({
    type: 'model',
    created_at: '1970-01-01T00:00:00Z',
    display_name: model.id,
    ...model,
  }))
  .pipe(modelInfoSchema)
const upstreamSchema = z
  .strictObject({
    name: z
      .string({ error: 'must be a text' })
      .regex(
        /^[a-z0-9][a-z0-9-]{0,31}$/,
        'must be 1 to 32 small letters, digits and hyphens, and not begin with a hyphen',
      )
      .refine(
        (name) => !RESERVED.has(name),
        'must not be sandbox or anthropic: those are built in',
      ),
    label: z.string().min(1).max(60).optional(),
    baseUrl,
    auth: authSchema,
    keyVariable: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')
      .optional(),
    models: z.array(modelSchema).min(1).optional(),
    passes: passesSchema,
  })
  .refine((upstream) => (upstream.auth === 'none') === (upstream.keyVariable === undefined), {
    path: ['keyVariable'],
    message: 'must be given, unless auth is none',
  })
const fileSchema = z.strictObject({
  /** What there is to say of the Claude API itself, whose address and key are in the environment. */
  anthropic: z.strictObject({ passes: passesSchema }).default({ passes: [] }),
  upstreams: z
    .array(upstreamSchema)
    .refine(
      (list) => new Set(list.map((upstream) => upstream.name)).size === list.length,
      'must have a different name each',
    )
    .default([]),
  tools: z
    .strictObject({
      httpHosts: z.array(httpOrigin).max(1000).default([]),
      mcp: mcpSchema.default({}),
    })
    .default({ httpHosts: [], mcp: {} }),
  files: z
    .strictObject({
      urlHosts: z.array(httpOriginOrAny).max(1000).default([]),
    })
    .default({ urlHosts: [] }),
})

/** What tools may do that an operator decides. */
export interface ToolsConfig {
  /** The origins that tools answered by HTTP may call. */
  httpHosts: string[]
  /** The servers that tools answered by MCP are asked of. */
  mcp: McpServerConfig[]
}

/** What an operator decides about files. */
export interface FilesConfig {
  /** The origins that files may be fetched from; `*` = besides, any public host. */
  urlHosts: string[]
}

/** What `parley.config.json` says. */
export interface ConfigFile {
  tools: ToolsConfig
  files: FilesConfig
  anthropic: Pick<UpstreamConfig, 'passes'>
  upstreams: UpstreamConfig[]
}

/** Reads `parley.config.json`, with the upstreams' keys from the environment. No file says nothing. */
export function readConfigFile(file: string, env: Record<string, string>): ConfigFile {
  const text = readIfThere(file)
  const parsed = fileSchema.safeParse(text === null ? {} : parseJson(text), { error: issueText })
  if (!parsed.success) {
    throw new ConfigError(`parley.config.json: ${firstProblem(parsed.error, 'the file')}`)
  }
  const { anthropic, upstreams, tools, files } = parsed.data
  return {
    anthropic,
    files,
    tools: { ...tools, mcp: readMcpServers(tools.mcp, env) },
    upstreams: upstreams.map((upstream) => ({
      name: upstream.name,
      label: upstream.label ?? upstream.name,
      baseUrl: upstream.baseUrl,
      auth: upstream.auth,
      keyVariable: upstream.keyVariable ?? null,
      key: readKey(upstream.keyVariable, env),
      models: upstream.models ?? null,
      passes: upstream.passes,
    })),
  }
}

function readKey(variable: string | undefined, env: Record<string, string>): Secret | null {
  const value = variable === undefined ? undefined : env[variable]
  if (variable === undefined || value === undefined) return null
  const parsed = headerValue.safeParse(value)
  if (!parsed.success) throw new ConfigError(firstProblem(parsed.error, variable))
  return new Secret(parsed.data)
}

/** A file that need not be there; null when it is not. */
export function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ConfigError(`${basename(file)} must be a file that this user may read: ${file}`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError('parley.config.json is not valid JSON')
  }
}
