import { createHash, type Hash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startLocalServer } from '../harness/local-server'
import { residentMb, watchMemory } from '../harness/process-figures'
import type { ParleyServer } from '../harness/server'
import { onGateway } from './on-gateway'
import type { Report } from './report'
import { checkHealth, untilIdle } from './rest'

export interface UploadOptions {
  /** Size of the file; the API takes 500. */
  megabytes: number
  seed: number
}

const MB = 1_048_576
const MOST_GROWTH_MB = 64
const LINE = 'x-line-of-the-form'
const HEAD = `--${LINE}\r\ncontent-disposition: form-data; name="file"; filename="large.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`
const TAIL = `\r\n--${LINE}--\r\n`

/**
 * Uploads one large file and asks: has upstream got its bytes, and the copy, and how much memory did
 * the server take for it?
 */
export async function runUpload({ megabytes, seed }: UploadOptions): Promise<Report> {
  const upstream = await startHashingUpstream()
  return onGateway(upstream, async (parley) => {
    // What the first upload loads is not what a large one takes.
    await upload(parley, 1)
    await untilIdle(parley)
    const before = residentMb(parley.pid) ?? 0
    const memory = watchMemory(parley.pid, 20)
    const began = performance.now()
    const sent = await upload(parley, megabytes)
    const seconds = (performance.now() - began) / 1000
    const most = memory.stop() ?? 0
    const copy = await hashCopy(join(parley.dataDir, 'files', 'blobs', sent.file))
    const growth = most - before
    return {
      scenario: 'upload',
      seed,
      figures: {
        'file, MB': megabytes,
        'MB a second': Math.round(megabytes / seconds),
        'memory, MB (before, most, growth)': `${Math.round(before)}, ${Math.round(most)}, ${Math.round(growth)}`,
      },
      violations: [
        ...(sent.status === 200 ? [] : [`answered ${sent.status}`]),
        ...(upstream.last() === sent.body ? [] : ['upstream has got other bytes']),
        ...(copy === sent.file ? [] : ['the copy is missing or differs']),
        ...(growth <= MOST_GROWTH_MB ? [] : [`memory grew by ${Math.round(growth)} MB`]),
        ...(await checkHealth(parley)),
      ],
    }
  })
}

/** What was answered, and the hashes of what was sent: the request's body, and the file in it. */
interface Sent {
  status: number
  body: string
  file: string
}

async function upload({ url, gatewayKey }: ParleyServer, megabytes: number): Promise<Sent> {
  const body = createHash('sha256')
  const file = createHash('sha256')
  const answered = new Promise<number>((resolve, reject) => {
    const request = httpRequest(
      `${url}/v1/files`,
      {
        method: 'POST',
        agent: false,
        headers: {
          'x-api-key': gatewayKey,
          'anthropic-version': '2023-06-01',
          'content-type': `multipart/form-data; boundary=${LINE}`,
          'content-length': HEAD.length + megabytes * MB + TAIL.length,
        },
      },
      (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    request.once('error', reject)
    pipeline(form(megabytes, body, file), request).catch(reject)
  })
  return { status: await answered, body: body.digest('hex'), file: file.digest('hex') }
}

/** A form with a file whose megabytes are all different. */
async function* form(megabytes: number, body: Hash, file: Hash): AsyncGenerator<Buffer> {
  const give = (part: Buffer) => {
    body.update(part)
    return part
  }
  yield give(Buffer.from(HEAD))
  const noise = randomBytes(MB)
  for (let i = 0; i < megabytes; i++) {
    const part = Buffer.from(noise)
    part.writeUInt32LE(i)
    file.update(part)
    yield give(part)
  }
  yield give(Buffer.from(TAIL))
}

/** A Files API that keeps the hash of what it gets. */
async function startHashingUpstream() {
  let last = ''
  const { url, close } = await startLocalServer(async (request, response) => {
    const hash = createHash('sha256')
    await pipeline(request, hash)
    last = hash.digest('hex')
    const metadata = { id: `file_${last.slice(0, 12)}`, type: 'file', filename: 'large.bin' }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(metadata))
  })
  return { url, close, last: () => last }
}

/** The hash of a file that is kept soon after it has been answered for. */
async function hashCopy(path: string): Promise<string | null> {
  for (let tries = 0; !existsSync(path); tries++) {
    if (tries === 100) return null
    await sleep(100)
  }
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
