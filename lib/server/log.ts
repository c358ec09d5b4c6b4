import 'server-only'
import { type Logger, pino } from 'pino'
import type { LogLevel } from './env'
import type { Secret } from './secret'

/** What a log line may hold besides its message. Content and headers have no name here. */
const ALLOWED = new Set([
  'requestId',
  'runId',
  'upstream',
  'model',
  'method',
  'path',
  'status',
  'fault',
  'errorType',
  'ms',
  'firstEventMs',
  'bytes',
  'count',
  'inputTokens',
  'outputTokens',
  'signal',
  'err',
])

const KEYS = /\b(sk-ant-[\w-]+|parley-[\w-]{43})/g

export type Log = Logger

/** JSON lines on stdout. Fields are allowlisted, and anything that looks like a key is struck out. */
export function createLog(
  level: LogLevel,
  secrets: readonly Secret[] = [],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const values = secrets.map((secret) => secret.reveal())
  return pino(
    { level, base: null, formatters: { log: allowFields } },
    { write: (line: string) => write(redact(line, values)) },
  )
}

function allowFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)))
}

/** The text without keys: those of Anthropic's and Parley's shape, and the given ones. */
export function redact(text: string, values: readonly string[] = []): string {
  return values.reduce((rest, value) => rest.replaceAll(value, '***'), text.replace(KEYS, '***'))
}
