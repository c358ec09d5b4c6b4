import 'server-only'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { ConfigError, firstProblem } from './config-error'
import {
  type FilesConfig,
  readConfigFile,
  readIfThere,
  type ToolsConfig,
  type UpstreamConfig,
} from './config-file'
import { secretsOfMcp } from './config-mcp'
import { baseUrl, headerValue, proxyUrl } from './config-values'
import { issueText } from './issue-text'
import { leadsHere } from './own-address'
import { Secret } from './secret'

/** Everything an operator decides, parsed once at the start. */
export interface Config {
  port: number
  /** As a URL spells it, without brackets. */
  host: string
  /** Absolute. */
  dataDir: string
  anthropic: Pick<UpstreamConfig, 'baseUrl' | 'key' | 'passes'>
  /** From PARLEY_API_KEY; null = one is generated into the data directory. */
  gatewayKey: Secret | null
  /** Set = a person must sign in. */
  password: Secret | null
  /** Names, with or without a port, under which Parley is reached besides loopback. */
  allowedHosts: string[]
  /** Tokens per second; 0 = unpaced. */
  sandboxTps: number
  /** The gateway answers by Next's routes, not past them. */
  isPortable: boolean
  /** The screens speak the pseudo language, which shows in a test what is not translated. */
  isPseudo: boolean
  logLevel: LogLevel
  upstreams: UpstreamConfig[]
  tools: ToolsConfig
  files: FilesConfig
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i
const ALLOWED_HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?$/

function wholeNumber(least: number, most: number, fallback: number) {
  const allowed = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= least && value <= most, allowed)
    .default(fallback)
}

const variables = z.object({
  PORT: wholeNumber(0, 65_535, 3000),
  HOST: z
    .string()
    .refine(
      (value) => isIP(value) !== 0 || HOST_NAME.test(value),
      'must be an IP address or a host name, such as 127.0.0.1',
    )
    .transform(asInUrls)
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  ANTHROPIC_API_KEY: headerValue.optional(),
  ANTHROPIC_BASE_URL: baseUrl.default('https://api.anthropic.com'),
  PARLEY_API_KEY: headerValue.min(16, 'must have at least 16 characters').optional(),
  PARLEY_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(4096).optional(),
  PARLEY_ALLOWED_HOSTS: z
    .string()
    .transform((list) =>
      list
        .toLowerCase()
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .refine(
      (names) => names.every((name) => ALLOWED_HOST.test(name)),
      'must be a comma-separated list of host names with or without a port, such as parley.example.com, box:3000',
    )
    .default([]),
  PARLEY_SANDBOX_TPS: wholeNumber(0, 100_000, 80),
  PARLEY_PORTABLE_DOOR: z.literal('1', { error: 'must be 1, or not set' }).optional(),
  PARLEY_PSEUDO_LOCALE: z.literal('1', { error: 'must be 1, or not set' }).optional(),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  // Read where the connections are made (upstream/http.ts).
  HTTP_PROXY: proxyUrl,
  http_proxy: proxyUrl,
  HTTPS_PROXY: proxyUrl,
  https_proxy: proxyUrl,
  DATABASE_URL: z
    .undefined({
      error:
        'is set, but PostgreSQL is not built yet: unset it, and Parley keeps its data in SQLite under DATA_DIR',
    })
    .optional(),
})

/**
 * Reads the configuration from the environment, from `.env` (the environment wins) and from
 * `parley.config.json`, both in `cwd`. Throws a {@link ConfigError} with one line that names the
 * variable and what is allowed.
 */
export function readConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const merged = withoutEmpty({ ...readEnvFile(cwd), ...withoutEmpty(env) })
  const parsed = variables.safeParse(merged, { error: issueText })
  if (!parsed.success) throw new ConfigError(firstProblem(parsed.error, 'The environment'))
  const given = parsed.data
  if (!isLoopback(given.HOST) && given.PARLEY_PASSWORD === undefined) {
    throw new ConfigError(
      `HOST is ${given.HOST}, which other machines can reach: set PARLEY_PASSWORD too, or leave HOST at 127.0.0.1`,
    )
  }
  const file = readConfigFile(join(cwd, 'parley.config.json'), merged)
  const config: Config = {
    port: given.PORT,
    host: given.HOST,
    dataDir: resolve(cwd, given.DATA_DIR),
    anthropic: {
      ...file.anthropic,
      baseUrl: given.ANTHROPIC_BASE_URL,
      key: secret(given.ANTHROPIC_API_KEY),
    },
    gatewayKey: secret(given.PARLEY_API_KEY),
    password: secret(given.PARLEY_PASSWORD),
    allowedHosts: given.PARLEY_ALLOWED_HOSTS,
    sandboxTps: given.PARLEY_SANDBOX_TPS,
    isPortable: given.PARLEY_PORTABLE_DOOR !== undefined,
    isPseudo: given.PARLEY_PSEUDO_LOCALE !== undefined,
    logLevel: given.LOG_LEVEL,
    upstreams: file.upstreams,
    tools: file.tools,
    files: file.files,
  }
  refuseOwnUpstream(config)
  return config
}

/** What the start text says of SDKs, done in the shell of the next start, makes Parley call itself. */
function refuseOwnUpstream(config: Config): void {
  const { anthropic, upstreams } = config
  if (leadsHere(anthropic.baseUrl, config)) {
    throw new ConfigError(
      `ANTHROPIC_BASE_URL is ${anthropic.baseUrl}, which is this server itself: unset it here (and ANTHROPIC_API_KEY, if that is the gateway key), or set it to where the Claude API is`,
    )
  }
  const index = upstreams.findIndex((upstream) => leadsHere(upstream.baseUrl, config))
  if (index === -1) return
  throw new ConfigError(
    `parley.config.json: upstreams[${index}].baseUrl is ${upstreams[index]?.baseUrl}, which is this server itself: give the address of another one, or set PORT to another port`,
  )
}

/** Every secret of the configuration, for those who must not let one slip. */
export function secretsOf(config: Config): Secret[] {
  const { anthropic, gatewayKey, password, upstreams, tools } = config
  const all = [anthropic.key, gatewayKey, password, ...upstreams.map(({ key }) => key)]
  return [...all.filter((value) => value !== null), ...secretsOfMcp(tools.mcp)]
}

/** True for the addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function readEnvFile(cwd: string): Record<string, string | undefined> {
  return parseEnv(readIfThere(join(cwd, '.env')) ?? '')
}

/** So spells a browser the host it asks for, which the front door compares. */
function asInUrls(host: string): string {
  const url = `http://${isIP(host) === 6 ? `[${host}]` : host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : host
}

/** `NAME=` in a compose file or a shell means: not set. */
function withoutEmpty(env: Record<string, string | undefined>): Record<string, string> {
  const set: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.trim() !== '') set[name] = value
  }
  return set
}

function secret(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value)
}
