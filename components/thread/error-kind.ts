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
import { errorType, knownErrorType } from '@/lib/wire/errors'
import { isRecord } from '@/lib/wire/json'
import { safeUrl } from './markdown/safe-url'

interface Row {
  icon: LucideIcon
  tone: 'warn' | 'bad'
  /** Where another model may do better: anywhere, or only with another account; absent = nowhere. */
  others?: 'all' | 'elsewhere'
  /** The same again would fail the same way, so that another model goes before Retry. */
  isLasting?: true
}

/** The kinds of failure that have words of their own (`chat.errors.<kind>`): the wire's, and Parley's. */
const KINDS = {
  invalid_request_error: { icon: CircleX, tone: 'bad' },
  prompt_too_long: { icon: FileX, tone: 'bad', others: 'all', isLasting: true },
  authentication_error: { icon: KeyRound, tone: 'bad', others: 'elsewhere' },
  billing_error: { icon: CreditCard, tone: 'bad', others: 'elsewhere', isLasting: true },
  credit_low: { icon: CreditCard, tone: 'bad', others: 'elsewhere' },
  spend_limit: { icon: CreditCard, tone: 'warn', others: 'elsewhere', isLasting: true },
  on_hold: { icon: ShieldX, tone: 'bad', others: 'elsewhere', isLasting: true },
  encryption_key: { icon: KeyRound, tone: 'bad', others: 'elsewhere' },
  permission_error: { icon: ShieldX, tone: 'bad', others: 'all', isLasting: true },
  not_found_error: { icon: SearchX, tone: 'bad', others: 'all', isLasting: true },
  file_expired: { icon: FileX, tone: 'bad' },
  file_unknown: { icon: FileX, tone: 'bad' },
  no_files_api: { icon: FileX, tone: 'bad', others: 'elsewhere' },
  conflict_error: { icon: CircleX, tone: 'warn' },
  request_too_large: { icon: FileX, tone: 'bad' },
  rate_limit_error: { icon: Gauge, tone: 'warn', others: 'all' },
  ramp_limit: { icon: Gauge, tone: 'warn', others: 'elsewhere' },
  api_error: { icon: ServerCrash, tone: 'bad', others: 'all' },
  timeout_error: { icon: Hourglass, tone: 'warn', others: 'all' },
  overloaded_error: { icon: Gauge, tone: 'warn', others: 'all' },
  redirected: { icon: Unplug, tone: 'bad', others: 'elsewhere' },
  unreachable: { icon: Unplug, tone: 'bad', others: 'elsewhere' },
  refused: { icon: ShieldX, tone: 'bad' },
  unreadable: { icon: Unplug, tone: 'bad', others: 'elsewhere' },
  cut: { icon: Unplug, tone: 'bad' },
  network_error: { icon: Unplug, tone: 'bad' },
  timeout: { icon: Hourglass, tone: 'warn' },
  unknown: { icon: CircleX, tone: 'bad', others: 'all' },
} as const satisfies Readonly<Record<string, Row>>

export type ErrorKind = keyof typeof KINDS

/** The icon and tone of a kind. */
export function errorLook(kind: ErrorKind): Row {
  return KINDS[kind]
}

/** What `details.error_code` says more than the status (claude-api.md §5.2). */
const CODES: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['enforced_spend_limit_reached', 'spend_limit'],
  ['contract_spend_limit_reached', 'spend_limit'],
  ['linked_organization_spend_limit_reached', 'spend_limit'],
  ['linked_organization_billing_unavailable', 'billing_error'],
  ['ramp_limit_exceeded', 'ramp_limit'],
  ['organization_on_hold', 'on_hold'],
  ['cmek_key_disabled', 'encryption_key'],
  ['cmek_key_network_blocked', 'encryption_key'],
  ['cmek_key_unreachable', 'encryption_key'],
  ['cmek_context_unavailable', 'encryption_key'],
  ['file_expired', 'file_expired'],
  ['request_body_too_large_after_decoding', 'request_too_large'],
  ['compaction_unavailable', 'overloaded_error'],
])

/** Failures without a code that only their text tells apart. It may change: then the status speaks. */
const TEXTS: readonly (readonly [status: number, RegExp, ErrorKind])[] = [
  [400, /credit balance is too low/i, 'credit_low'],
  [400, /\b(usage|spend|spending) limits?\b/i, 'spend_limit'],
  [400, /prompt is too long/i, 'prompt_too_long'],
  [404, /\bfile_\w{6,}/, 'file_unknown'],
]

/**
 * The kind of a failure: by its code, then by its HTTP status, because types of tomorrow may appear
 * (claude-api.md §5.1); by its type where there was no status, as inside a stream.
 */
export function errorKind(error: RunError): ErrorKind {
  const { origin, type, httpStatus, message, details } = error
  if (origin === 'parley') return parleyKind(error)
  const byCode = isRecord(details) ? CODES.get(String(details.error_code)) : undefined
  const byText = TEXTS.find(([status, form]) => status === httpStatus && form.test(message))?.[2]
  if (byCode !== undefined || byText !== undefined) return byCode ?? byText ?? 'unknown'
  if (httpStatus !== null && httpStatus >= 300 && httpStatus < 400) return 'redirected'
  const byStatus = httpStatus === null ? null : knownErrorType(httpStatus)
  const byClass = httpStatus === null ? 'unknown' : errorType(httpStatus)
  return [byStatus, type, byClass].find((name) => name !== null && isKind(name)) ?? 'unknown'
}

/** When a spend limit opens again, as the details or the text say it; null where they do not. */
export function resetDate({ message, details }: RunError): Date | null {
  const told = isRecord(details)
    ? Object.entries(details).find(([key]) => /reset|regain/.test(key))?.[1]
    : undefined
  const day = /\b(?:regain|reset)\b.*?\b(\d{4}-\d\d-\d\d)\b/.exec(message)?.[1]
  const date = new Date(typeof told === 'string' ? told : (day ?? Number.NaN))
  return Number.isNaN(date.getTime()) ? null : date
}

/** Where an organization on hold can say otherwise: an address of the web, and nothing else. */
export function appealUrl({ details }: RunError): string | null {
  const url = isRecord(details) ? safeUrl(details.appeal_url) : null
  return url?.protocol === 'https:' ? url.href : null
}

/** Runs of before `fault` was kept have but their status. */
function parleyKind({ fault, httpStatus }: RunError): ErrorKind {
  if (fault !== undefined) return fault === 'silent' ? 'timeout_error' : fault
  if (httpStatus === null) return 'cut'
  return httpStatus === 504 ? 'timeout_error' : 'unreachable'
}

/** Narrows a wire type, or one of this app's own, to a kind. */
export function isKind(type: string): type is ErrorKind {
  return Object.hasOwn(KINDS, type)
}
