import { connect } from 'node:net'

/** What is written to a server, and what the writer does then. */
export interface Sending {
  /** One after the other. */
  pieces: readonly Uint8Array[]
  after: 'wait' | 'half-close' | 'reset'
}

/** An answer as bytes, taken apart no further than HTTP/1.1 says. */
export interface Received {
  status: number
  headers: ReadonlyMap<string, string>
  body: Buffer
  /** False when less came than its framing announced. */
  isWhole: boolean
}

/** How long nothing may come after a whole answer on a connection that is kept. */
const QUIET_MS = 300

/**
 * Writes to a server on this machine and reads its answer: null for no answer, a text for one
 * that is no HTTP. Rejects when it does not close in time.
 */
export async function exchange(
  port: number,
  { pieces, after }: Sending,
  patience: number,
  isHead = false,
): Promise<Received | string | null> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no end after ${patience} ms and ${Buffer.concat(parts).length} bytes`))
    }, patience)
    let quiet: NodeJS.Timeout | undefined
    socket.on('data', (part) => {
      parts.push(part)
      clearTimeout(quiet)
      quiet = setTimeout(() => isWhole(Buffer.concat(parts), isHead) && socket.destroy(), QUIET_MS)
    })
    // A server may close while it is written to.
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(timer)
      clearTimeout(quiet)
      resolve(Buffer.concat(parts))
    })
    writeAll(socket, pieces, after)
  })
  return bytes.length === 0 ? null : parseAnswer(bytes, isHead)
}

function isWhole(bytes: Buffer, isHead: boolean): boolean {
  const answer = parseAnswer(bytes, isHead)
  return typeof answer !== 'string' && answer.isWhole
}

function writeAll(
  socket: ReturnType<typeof connect>,
  pieces: readonly Uint8Array[],
  after: Sending['after'],
): void {
  const [first, ...more] = pieces
  if (first === undefined) {
    if (after === 'half-close') socket.end()
    else if (after === 'reset') socket.resetAndDestroy()
    return
  }
  // Each in a turn of its own, so that they arrive as several.
  socket.write(first, () => setImmediate(() => writeAll(socket, more, after)))
}

function parseAnswer(bytes: Buffer, isHead: boolean): Received | string {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes
    .subarray(0, Math.max(end, 0))
    .toString('latin1')
    .split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1])
  if (end === -1 || Number.isNaN(status)) return bytes.subarray(0, 200).toString('latin1')
  const rest = bytes.subarray(end + 4)
  // What is said in between, such as 100 Continue, has no body.
  if (status < 200) return rest.length === 0 ? '' : parseAnswer(rest, isHead)
  const headers = new Map(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
    }),
  )
  const hasNone = isHead || status === 204 || status === 304
  return { status, headers, ...(hasNone ? readNothing(rest) : readBody(headers, rest)) }
}

type Body = Pick<Received, 'body' | 'isWhole'>

function readNothing(rest: Buffer): Body {
  return { body: rest, isWhole: rest.length === 0 }
}

function readBody(headers: ReadonlyMap<string, string>, rest: Buffer): Body {
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(rest)
  const length = headers.get('content-length')
  return { body: rest, isWhole: length === undefined || Number(length) === rest.length }
}

function readChunks(rest: Buffer): Body {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = rest.indexOf('\r\n', at)
    const size = Number.parseInt(rest.subarray(at, Math.max(end, at)).toString('latin1'), 16)
    if (end === -1 || Number.isNaN(size)) return { body: Buffer.concat(parts), isWhole: false }
    if (size === 0) return { body: Buffer.concat(parts), isWhole: true }
    parts.push(rest.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
