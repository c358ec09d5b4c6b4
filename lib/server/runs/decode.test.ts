import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createDecoder } from './decode'

const TEXT = 'event: ping\ndata: {"type":"ping"}\n\n'.repeat(20)
const junk = Buffer.from('These bytes are no compressed data.')

/** Decodes pieces that arrive so far apart that each has been read before the next comes. */
async function decode(encoding: string, pieces: readonly Uint8Array[]): Promise<string> {
  const parts: Uint8Array[] = []
  const decoder = createDecoder(encoding, (bytes) => void parts.push(bytes))
  for (const piece of pieces) {
    decoder.write(piece)
    await pause(15)
  }
  await new Promise<void>((resolve) => decoder.end(resolve))
  return Buffer.concat(parts).toString()
}

describe('the decoder', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('Reads %s, however its bytes are cut', async (encoding, whole) => {
    const pieces = [whole.subarray(0, 3), whole.subarray(3, 11), whole.subarray(11)]
    expect(await decode(encoding, pieces)).toBe(TEXT)
  })

  it.each(['gzip', 'deflate', 'br'])(
    'Bytes that are no %s are nothing, and end nobody',
    async (encoding) => {
      expect(await decode(encoding, [junk, junk])).toBe('')
    },
  )

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
  ])('The end of %s is the end, whatever comes after it', async (encoding, whole) => {
    expect(await decode(encoding, [whole])).toBe(TEXT)
    expect(await decode(encoding, [whole, junk, junk])).toBe(TEXT)
  })

  it.each(['zstd', 'gzip, br', 'constructor'])(
    'Bytes in %s are read as nothing',
    async (encoding) => {
      expect(await decode(encoding, [junk])).toBe('')
    },
  )
})
