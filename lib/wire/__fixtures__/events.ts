import { EMPTY_FOLD, type Fold, fold } from '../accumulate'
import { createSseReader, readWireEvent } from '../sse'
import type { Block, WireEvent } from '../types'
import { readFixture } from './read-fixture'

export function eventsOf(name: string): WireEvent[] {
  const frames = createSseReader().push(readFixture(name))
  return frames.map(readWireEvent).filter((event) => event !== null)
}

export const foldAll = (events: readonly WireEvent[], from = EMPTY_FOLD) => events.reduce(fold, from)
export const contentOf = (state: Fold) => state.message?.content ?? []

export const start: WireEvent = { type: 'message_start', message: { id: 'm', model: 'x', usage: {} } }
export const stop: WireEvent = { type: 'message_stop' }
export const begin = (index: unknown, block: Block): WireEvent => ({
  type: 'content_block_start',
  index,
  content_block: block,
})
export const delta = (index: unknown, type: string, fields: object): WireEvent => ({
  type: 'content_block_delta',
  index,
  delta: { type, ...fields },
})
export const text = (index: unknown, value: string) => delta(index, 'text_delta', { text: value })
export const end = (index: unknown): WireEvent => ({ type: 'content_block_stop', index })
export const closing = (fields: object, usage: unknown): WireEvent => ({
  type: 'message_delta',
  delta: fields,
  usage,
})

export function block(value: string): Block {
  return { type: 'text', text: value }
}
