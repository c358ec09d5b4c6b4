import { isRecord, parseRecord } from '@/lib/wire/json'
import type { RawEvent } from '../raw-events'

/** An event of a stream with what its picture needs. */
export interface StreamEvent {
  /** Place in the stream, from 0. */
  index: number
  /** ms since the request left; null where the answer was compressed. */
  at: number | null
  /** ms since the event before it. */
  gap: number | null
  name: string
  /** The block that it belongs to; null for what belongs to none. */
  block: number | null
  /** Of a `content_block_start`: the type of the block. */
  type: string | null
  /** Of a delta: what it adds, in characters; what cannot be seen (a signature) counts nothing. */
  size: number
  /** What it carries, in a line. */
  summary: string
  /** `data` exactly as it came. */
  data: string
}

/** Of one line; no more is drawn. */
const SUMMARY_CHARACTERS = 200

/** The events of a stream, each read once. */
export function readEvents(events: readonly RawEvent[]): StreamEvent[] {
  let before: number | null = null
  return events.map(({ at, name, data }, index) => {
    const body = parseRecord(data) ?? {}
    const gap = at === null || before === null ? null : at - before
    before = at
    const kind = typeof body.type === 'string' && name === '' ? body.type : name
    return {
      index,
      at,
      gap,
      name: kind,
      block: typeof body.index === 'number' ? body.index : null,
      type: typeOfBlock(body),
      size: sizeOf(body.delta),
      summary: summaryOf(kind, body, data).slice(0, SUMMARY_CHARACTERS),
      data,
    }
  })
}

function typeOfBlock({ content_block: block }: Record<string, unknown>): string | null {
  return isRecord(block) && typeof block.type === 'string' ? block.type : null
}

/** The fields of deltas that carry what a model wrote (claude-api.md §4). */
const WRITTEN = ['text', 'thinking', 'partial_json'] as const

function sizeOf(delta: unknown): number {
  if (!isRecord(delta)) return 0
  return WRITTEN.reduce((sum, name) => {
    const value = delta[name]
    return sum + (typeof value === 'string' ? value.length : 0)
  }, 0)
}

type Summary = (body: Record<string, unknown>) => string

/** What tells most about each kind of event. */
const SUMMARIES: ReadonlyMap<string, Summary> = new Map<string, Summary>([
  ['content_block_delta', ({ delta }) => (isRecord(delta) ? deltaSummary(delta) : '')],
  [
    'content_block_start',
    ({ content_block: block }) => (isRecord(block) ? blockSummary(block) : ''),
  ],
  ['content_block_stop', ({ index }) => `#${String(index)}`],
  ['message_start', ({ message }) => (isRecord(message) ? textOf(message.model) : '')],
  ['message_delta', messageSummary],
  ['message_stop', () => ''],
  ['ping', () => ''],
  [
    'error',
    ({ error }) => (isRecord(error) ? `${textOf(error.type)} ${textOf(error.message)}` : ''),
  ],
])

function summaryOf(name: string, body: Record<string, unknown>, data: string): string {
  return SUMMARIES.get(name)?.(body) ?? data
}

function deltaSummary({ type, ...added }: Record<string, unknown>): string {
  const values = Object.values(added)
  const [only] = values
  const what = values.length === 1 && typeof only === 'string' ? `“${only}”` : JSON.stringify(added)
  return `${textOf(type)} ${what}`
}

function blockSummary({ type, name, id }: Record<string, unknown>): string {
  return [type, name, id].map(textOf).filter(Boolean).join(' ')
}

function messageSummary({ delta, usage }: Record<string, unknown>): string {
  const reason = isRecord(delta) ? textOf(delta.stop_reason) : ''
  const tokens = isRecord(usage) ? usage.output_tokens : undefined
  return typeof tokens === 'number' ? `${reason} output_tokens ${tokens}` : reason
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
