import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readRequestText } from './request-text'

const TEXT = '{"content":"简"}'
const read = (bytes: Uint8Array | null, encoding = 'identity', text: string | null = null) =>
  readRequestText({ request_body: text, request_bytes: bytes }, [['content-encoding', encoding]])

it.each([
  ['gzip', gzipSync(TEXT)],
  ['X-GZIP', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
])('A request that was sent in %s is read as what was packed', async (encoding, bytes) => {
  expect(await read(bytes, encoding)).toBe(TEXT)
  expect(await read(null, encoding, TEXT)).toBe(TEXT)
})

it.each([
  ['nothing', null, 'gzip', 'was not kept'],
  ['an unknown encoding', gzipSync(TEXT), 'zstd', 'its content encoding is zstd'],
  ['no encoding that makes text of it', gzipSync(TEXT), 'zstd', 'content encoding is zstd'],
  ['bytes of no encoding that are no text', gzipSync(TEXT), 'identity', 'cannot be read as text'],
  ['junk', Buffer.from(TEXT), 'gzip', 'incorrect header check'],
  ['bytes that are no text', gzipSync(Buffer.from([0xff])), 'gzip', 'cannot be read as text'],
  ['more than any request has', gzipSync(Buffer.alloc(70 << 20)), 'gzip', 'cannot be read as text'],
] as const)('Of %s it is said why it cannot be opened', async (_, bytes, encoding, why) => {
  await expect(read(bytes, encoding)).rejects.toThrow(why)
})
