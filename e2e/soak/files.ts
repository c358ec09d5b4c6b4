import { createHash, type Hash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FileView } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { startLocalServer } from '../harness/local-server'
import { residentMb, watchMemory } from '../harness/process-figures'
import type { ParleyServer } from '../harness/server'
import { between, createRandom } from '../harness/upstream/random'
import { onGateway } from './on-gateway'
import type { Report } from './report'
import { checkHealth, untilIdle } from './rest'

export interface FilesOptions {
  /** Size of the largest file; the API takes 500. */
  megabytes: number
  /** Uploads that are broken off at a random place. */
  cuts: number
  seed: number
}

const MB = 1_048_576
const LIMIT = 500 * MB
const MOST_GROWTH_MB = 64
/** Sizes at which something once went wrong somewhere: the framework's own limit, the API's for a request. */
const SIZES = [0, 1, 10 * MB - 1, 10 * MB, 10 * MB + 1, 32 * MB + 1]

/**
 * Uploads files as a screen does and has each sent on to an upstream: has it got their bytes, how much
 * memory did the server take, is too large a one refused at once, and what do broken ones leave behind?
 */
export async function runFiles({ megabytes, cuts, seed }: FilesOptions): Promise<Report> {
  const upstream = await startFilesUpstream()
  const random = createRandom(seed)
  return onGateway(upstream, async (parley) => {
    const violations: string[] = []
    // What the first upload loads is not what a large one takes.
    await sendOn(parley, (await upload(parley, 1)).view)
    await untilIdle(parley)
    const before = residentMb(parley.pid) ?? 0
    const memory = watchMemory(parley.pid, 20)
    const began = performance.now()
    for (const size of [...SIZES.filter((size) => size <= megabytes * MB), megabytes * MB]) {
      const { view, sha256 } = await upload(parley, size)
      if (view?.sha256 !== sha256 || view.sizeBytes !== size) {
        violations.push(`${size} bytes: stored otherwise`)
      }
      if (size === 0) continue
      const status = await sendOn(parley, view)
      if (status !== 200) violations.push(`${size} bytes: sending it on answered ${status}`)
      if (upstream.last() !== sha256) violations.push(`${size} bytes: upstream has got others`)
    }
    const seconds = (performance.now() - began) / 1000
    const growth = (memory.stop() ?? 0) - before
    if (growth > MOST_GROWTH_MB) violations.push(`memory grew by ${Math.round(growth)} MB`)
    const refused = await upload(parley, LIMIT + 1, 0)
    if (refused.status !== 413) violations.push(`one byte too many answered ${refused.status}`)
    const kept = countIn(parley, 'blobs')
    for (let cut = 0; cut < cuts; cut++)
      await upload(parley, 3 * MB, between(random, 1, 3 * MB - 1))
    const left = await waitForNone(parley)
    if (left > 0) violations.push(`${left} broken uploads were left behind`)
    if (countIn(parley, 'blobs') !== kept) violations.push('a broken upload was stored as good')
    return {
      scenario: 'files',
      seed,
      figures: {
        'largest, MB': megabytes,
        'seconds for all': Math.round(seconds),
        'memory growth, MB': Math.round(growth),
        cuts,
      },
      violations: [...violations, ...(await checkHealth(parley))],
    }
  })
}

/** How many broken uploads are there when the time is over in which they go (reliability.md F21). */
async function waitForNone(parley: ParleyServer): Promise<number> {
  for (let tries = 0; tries < 600 && countIn(parley, 'uploads') > 0; tries++) await sleep(100)
  return countIn(parley, 'uploads')
}

function countIn({ dataDir }: ParleyServer, folder: string): number {
  const path = join(dataDir, 'files', folder)
  return existsSync(path) ? readdirSync(path).length : 0
}

interface Uploaded {
  status: number
  view: FileView | null
  sha256: string
}

/** Uploads so many bytes, of which only the first `given` are sent before the connection is cut. */
async function upload({ url }: ParleyServer, size: number, given = size): Promise<Uploaded> {
  const hash = createHash('sha256')
  const query = new URLSearchParams({ id: newId(), name: `file-of-${size}.bin` })
  const answer = await new Promise<IncomingMessage | null>((resolve) => {
    const outgoing = httpRequest(
      `${url}/api/files?${query}`,
      {
        method: 'POST',
        agent: false,
        headers: {
          origin: url,
          'content-type': 'application/octet-stream',
          'content-length': size,
        },
      },
      resolve,
    )
    outgoing.once('error', () => resolve(null))
    const isCut = given < size
    pipeline(noise(given, hash), outgoing, { end: !isCut }).then(
      () => isCut && given > 0 && outgoing.destroy(),
      () => resolve(null),
    )
    if (isCut && given === 0) outgoing.flushHeaders()
  })
  const parts: Buffer[] = []
  if (answer !== null) for await (const part of answer) parts.push(part)
  const status = answer?.statusCode ?? 0
  // The server wrote it from a FileView.
  const view = status === 201 ? (JSON.parse(Buffer.concat(parts).toString()) as FileView) : null
  return { status, view, sha256: hash.digest('hex') }
}

/** Bytes of which every megabyte differs from the others. */
async function* noise(size: number, hash: Hash): AsyncGenerator<Buffer> {
  const block = randomBytes(MB)
  for (let at = 0; at < size; at += MB) {
    const part = Buffer.from(block.subarray(0, Math.min(MB, size - at)))
    if (part.length >= 4) part.writeUInt32LE(at / MB)
    hash.update(part)
    yield part
  }
}

/** Has a file sent to the upstream, for a container: as the bytes that it is. */
async function sendOn({ url }: ParleyServer, view: FileView | null): Promise<number> {
  const { status } = await fetch(`${url}/api/files/${view?.id}/uploads`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ upstream: 'anthropic', way: 'container' }),
  })
  return status
}

/** A Files API that keeps the hash of the file in the form that it gets. */
async function startFilesUpstream() {
  let last = ''
  let count = 0
  const { url, close } = await startLocalServer(async (request, response) => {
    last = await hashFile(request)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: `file_${++count}`, type: 'file', filename: 'large.bin' }))
  })
  return { url, close, last: () => last }
}

async function hashFile(request: IncomingMessage): Promise<string> {
  const [, boundary = ''] = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '') ?? []
  const foot = `\r\n--${boundary}--\r\n`.length
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let left = Number.POSITIVE_INFINITY
  for await (const chunk of request) {
    let part: Buffer = chunk
    if (left === Number.POSITIVE_INFINITY) {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) continue
      part = head.subarray(end + 4)
      left = Number(request.headers['content-length']) - (end + 4) - foot
    }
    hash.update(part.subarray(0, Math.max(0, left)))
    left -= part.length
  }
  return hash.digest('hex')
}
