import type { WireEvent } from '@/lib/wire/types'
import { textEvents } from './answers'

/** The events of an answer of one signed thinking block and a text. */
export function signedThought(): WireEvent[] {
  const block = { type: 'thinking', thinking: '', signature: '' }
  const delta = (delta: Record<string, unknown>) => ({
    type: 'content_block_delta',
    index: 0,
    delta,
  })
  const [start, ...rest] = textEvents(3)
  return [
    ...(start === undefined ? [] : [start]),
    { type: 'content_block_start', index: 0, content_block: block },
    delta({ type: 'thinking_delta', thinking: 'Let me see.' }),
    delta({ type: 'signature_delta', signature: 'c2lnbmVk' }),
    { type: 'content_block_stop', index: 0 },
    ...rest.map((event) => ('index' in event ? { ...event, index: 1 } : event)),
  ]
}
