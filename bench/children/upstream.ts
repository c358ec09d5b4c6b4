import { createServer, type ServerResponse } from 'node:http'
import { encodeEvents, textEvents } from '../../e2e/harness/upstream/answers'
import { EVENTS, KINDS, type Kind, SLOW_EVENTS } from '../workloads'

// The upstream of the bench, in a process of its own: the least that answers, the same for every
// target. All streams of one pace share a timer, so that it costs the machine little.
const SSE = { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_011Bench' }
const encode = (events: number) =>
  encodeEvents(textEvents(events - 5)).map((one) => Buffer.from(one))
const frames: Record<Kind, Buffer[]> = {
  burst: [Buffer.concat(encode(EVENTS))],
  quick: encode(EVENTS),
  slow: encode(SLOW_EVENTS),
}
const UPLOADED = JSON.stringify({
  type: 'file',
  id: 'file_011Bench',
  filename: 'bench.bin',
  mime_type: 'application/octet-stream',
  size_bytes: 0,
  created_at: '2026-01-01T00:00:00Z',
  downloadable: false,
})

function startPace(rate: number, list: readonly Buffer[]): (response: ServerResponse) => void {
  const open = new Map<ServerResponse, number>()
  setInterval(() => {
    for (const [response, at] of open) {
      response.write(list[at])
      if (at + 1 < list.length) open.set(response, at + 1)
      else {
        open.delete(response)
        response.end()
      }
    }
  }, 1000 / rate)
  return (response) => open.set(response, 0)
}

const PLAY: Record<Kind, (response: ServerResponse) => void> = {
  burst: (response) => response.end(frames.burst[0]),
  quick: startPace(KINDS.quick, frames.quick),
  slow: startPace(KINDS.slow, frames.slow),
}

const server = createServer((request, response) => {
  if (request.url === '/v1/files') {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(UPLOADED)
    })
    return
  }
  let body = ''
  request.setEncoding('latin1').on('data', (text) => {
    body += text
  })
  request.once('end', () => {
    const kind = (Object.keys(PLAY) as Kind[]).find((word) => body.includes(`, ${word}.`))
    response.writeHead(200, SSE)
    PLAY[kind ?? 'burst'](response)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  console.log(`listening on http://127.0.0.1:${port}`)
})
