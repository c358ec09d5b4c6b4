import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { discardBody } from '../door/body'
import { hasBody } from '../door/checks'
import type { Parley } from '../parley'
import { REQUEST_ID_HEADER, SCHEME_HEADER } from '../private-headers'
import type { HeaderList, Sink } from '../upstream/sink'
import type { Asked } from './asked'
import { answerGateway } from './gateway'

/** Answers a request of the gateway's zone that the front door has admitted. */
export type RawDoor = (req: IncomingMessage, res: ServerResponse) => void

/**
 * The fast door: the front door hands the gateway's requests here, past Next. A route handler costs
 * many times the CPU of a bare pipe, this one little more than the pipe (house.md §3).
 */
export function createRawDoor(parley: Parley): RawDoor {
  return (req, res) => void answerGateway(parley, readAsked(req, res), createRawAnswer(req, res))
}

function readAsked(req: IncomingMessage, res: ServerResponse): Asked {
  const left = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) left.abort()
  })
  const scheme = String(req.headers[SCHEME_HEADER] ?? 'http')
  return {
    method: req.method ?? '',
    target: req.url ?? '',
    headers: readHeaders(req.rawHeaders),
    body: hasBody(req) ? req : null,
    signal: left.signal,
    requestId: String(req.headers[REQUEST_ID_HEADER]),
    origin: `${scheme}://${req.headers.host}`,
  }
}

/** As they came, repetition and order kept. */
function readHeaders(raw: readonly string[]): HeaderList {
  const headers: HeaderList = []
  for (let i = 0; i < raw.length; i += 2) {
    headers.push([(raw[i] ?? '').toLowerCase(), raw[i + 1] ?? ''])
  }
  return headers
}

function createRawAnswer(req: IncomingMessage, res: ServerResponse): Sink {
  let hasBegun = false
  let untilDrained: Promise<void> | undefined
  return {
    head: (status, headers) => {
      res.writeHead(status, headers.flat())
      // The head leaves in this turn, though the body's first byte may take minutes; with what is
      // there of the body already, if anything is.
      queueMicrotask(() => {
        if (!hasBegun) res.flushHeaders()
      })
    },
    write: (chunk) => {
      hasBegun = true
      if (res.write(chunk) || res.destroyed) return
      untilDrained ??= new Promise((resolve) => {
        const go = () => {
          res.off('drain', go)
          res.off('close', go)
          untilDrained = undefined
          resolve()
        }
        res.once('drain', go)
        res.once('close', go)
      })
      return untilDrained
    },
    end: () => {
      hasBegun = true
      const isPending = !req.complete && hasBody(req) && !res.shouldKeepAlive
      // To close with bytes unread would send a reset, which can destroy the answer on its way.
      if (!isPending) return void res.end()
      res.flushHeaders()
      discardBody(req, () => res.end())
    },
    fail: () => void res.destroy(),
  }
}
