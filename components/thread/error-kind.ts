import {
  CircleX,
  CreditCard,
  FileX,
  Gauge,
  Hourglass,
  KeyRound,
  type LucideIcon,
  SearchX,
  ServerCrash,
  ShieldX,
  Unplug,
} from 'lucide-react'
import type { RunError } from '@/lib/domain/run'
import { errorType } from '@/lib/wire/errors'

interface Row {
  icon: LucideIcon
  tone: 'warn' | 'bad'
}

/** The kinds of failure that have words of their own (`chat.errors.<kind>`): the wire's, and Parley's. */
const KINDS = {
  invalid_request_error: { icon: CircleX, tone: 'bad' },
  authentication_error: { icon: KeyRound, tone: 'bad' },
  billing_error: { icon: CreditCard, tone: 'bad' },
  permission_error: { icon: ShieldX, tone: 'bad' },
  not_found_error: { icon: SearchX, tone: 'bad' },
  conflict_error: { icon: CircleX, tone: 'warn' },
  request_too_large: { icon: FileX, tone: 'bad' },
  rate_limit_error: { icon: Gauge, tone: 'warn' },
  api_error: { icon: ServerCrash, tone: 'bad' },
  timeout_error: { icon: Hourglass, tone: 'warn' },
  overloaded_error: { icon: Gauge, tone: 'warn' },
  unreachable: { icon: Unplug, tone: 'bad' },
  cut: { icon: Unplug, tone: 'bad' },
  network_error: { icon: Unplug, tone: 'bad' },
  timeout: { icon: Hourglass, tone: 'warn' },
  unknown: { icon: CircleX, tone: 'bad' },
} as const satisfies Readonly<Record<string, Row>>

export type ErrorKind = keyof typeof KINDS

/** The icon and tone of a kind. */
export function errorLook(kind: ErrorKind): Row {
  return KINDS[kind]
}

/**
 * The kind of a failure: by its HTTP status first, because types of tomorrow may appear
 * (claude-api.md §5.1); by its type where there was no status, as inside a stream.
 */
export function errorKind({ origin, type, httpStatus }: RunError): ErrorKind {
  if (origin === 'parley') return parleyKind(httpStatus)
  const byStatus = httpStatus === null ? type : errorType(httpStatus)
  return isKind(byStatus) ? byStatus : isKind(type) ? type : 'unknown'
}

function parleyKind(httpStatus: number | null): ErrorKind {
  if (httpStatus === null) return 'cut'
  return httpStatus === 504 ? 'timeout_error' : 'unreachable'
}

/** Narrows a wire type, or one of this app's own, to a kind. */
export function isKind(type: string): type is ErrorKind {
  return Object.hasOwn(KINDS, type)
}
