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

/**
 * JSON lines on stdout. Fields are allowlisted, and anything that looks like a key is struck out, as
 * are the secrets: those that there are when a line is written.
 */
export function createLog(
  level: LogLevel,
  secrets: Iterable<Secret> = [],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  return pino(
    { level, base: null, formatters: { log: allowFields }, serializers: { err: describeError } },
    { write: (line: string) => write(redact(line, valuesOf(secrets))) },
  )
}

/** A placeholder such as `x`, which some local servers want, is no secret but would be everywhere. */
function valuesOf(secrets: Iterable<Secret>): string[] {
  return Array.from(secrets, (secret) => secret.reveal()).filter((value) => value.length >= 8)
}

function allowFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)))
}

/** What and where, without quoted parts: a parser's message quotes what it has read. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: error.message.replace(/(["'`]).*\1/gs, '…').slice(0, 200),
    stack: stack?.slice(0, 12).join('\n'),
  }
}

/** The text without keys: those of Anthropic's and Parley's shape, and the given ones. */
export function redact(text: string, values: readonly string[] = []): string {
  return values.reduce((rest, value) => rest.replaceAll(value, '***'), text.replace(KEYS, '***'))
}
