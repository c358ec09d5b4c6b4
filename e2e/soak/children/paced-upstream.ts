import { createServer, type ServerResponse } from 'node:http'
import { urlOf } from '../../harness/url-of'
import { pacedFrames } from '../paced-frames'

// An upstream for thousands of events a second. One timer serves all streams, a part of them at a
// time, so that their events do not come in one burst; what is due and late is written at once.
const [events = 0, rate = 1] = process.argv.slice(2).map(Number)
const frames = pacedFrames(events).map((frame) => Buffer.from(frame))
const TICK_MS = 5
const parts = Math.max(1, Math.round(1000 / rate / TICK_MS))

interface Stream {
  response: ServerResponse
  started: number
  next: number
}

const streams = Array.from({ length: parts }, () => new Set<Stream>())
let opened = 0
let turn = 0

setInterval(() => {
  const now = performance.now()
  const part = streams[turn++ % parts]
  for (const stream of part ?? []) {
    const due = Math.min(frames.length, 1 + Math.floor(((now - stream.started) * rate) / 1000))
    for (; stream.next < due; stream.next++) stream.response.write(frames[stream.next])
    if (stream.next < frames.length) continue
    part?.delete(stream)
    stream.response.end()
  }
}, TICK_MS)

const server = createServer((request, response) => {
  request.on('error', () => {})
  request.resume().once('end', () => {
    response.socket?.setNoDelay(true)
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    const stream = { response, started: performance.now(), next: 0 }
    const part = streams[opened++ % parts]
    part?.add(stream)
    response.once('close', () => part?.delete(stream))
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', 4096, () => console.log(`listening on ${urlOf(server.address())}`))
