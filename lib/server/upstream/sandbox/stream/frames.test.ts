import { expect, it } from 'vitest'
import type { WireEvent } from '@/lib/wire/types'
import { type Framing, type RawFrame, toFrames } from './frames'

async function framed(...events: (WireEvent | Framing | RawFrame)[]): Promise<string> {
  async function* all() {
    yield* events
  }
  let text = ''
  for await (const frame of toFrames(all(), 'req_1')) text += new TextDecoder().decode(frame)
  return text
}

it('data on several lines are parted where the JSON is, and never within a text of theirs', async () => {
  const event = { type: 'made_up', text: 'one\u2028two\u2029three\nfour\rfive' }
  const frame = await framed({ framing: 'lines' }, event)
  const [name, ...data] = frame.trimEnd().split('\n')
  expect(name).toBe('event: made_up')
  expect(data.length).toBeGreaterThan(1)
  expect(data.every((line) => line.startsWith('data: '))).toBe(true)
  expect(JSON.parse(data.map((line) => line.slice(6)).join('\n'))).toEqual(event)
})
