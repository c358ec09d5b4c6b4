import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Agent, request } from 'undici'
import type { Target } from './load'
import { UPLOAD } from './workloads'

const BOUNDARY = 'parley-bench-boundary'
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="bench.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`
const TAIL = `\r\n--${BOUNDARY}--\r\n`
const PIECE = randomBytes(1_000_000)

/** Uploads the file once; answers how long that took, ms. */
export async function upload(agent: Agent, target: Target): Promise<number> {
  const before = performance.now()
  const { statusCode, body } = await request(`${target.url}/v1/files`, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': String(HEAD.length + UPLOAD + TAIL.length),
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'files-api-2025-04-14',
      'x-api-key': target.key,
    },
    body: Readable.from(form()),
  })
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`${target.name} answered ${statusCode}: ${text}`)
  return performance.now() - before
}

async function* form(): AsyncGenerator<Buffer> {
  yield Buffer.from(HEAD)
  for (let sent = 0; sent < UPLOAD; sent += PIECE.length) yield PIECE
  yield Buffer.from(TAIL)
}
