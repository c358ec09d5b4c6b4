import type { Agent, Dispatcher } from 'undici'
import type { ParleyServer } from '../harness/server'
import { messagesCall } from './stream-bed'

/** How a stream went. */
export interface ReadStream {
  /** Null for all that was expected and nothing else. */
  problem: string | null
  isAborted: boolean
}

export interface ReadOptions {
  /** What is to come, all of it. */
  expected: Buffer
  /** Leaves after so many ms; null stays to the end. */
  leaveAfter: number | null
  /** Told how many bytes have come so far. */
  onBytes?: (bytes: number) => void
}

/** Reads one stream through the gateway at the least cost, and compares as it comes. */
export function readStream(
  agent: Agent,
  parley: ParleyServer,
  { expected, leaveAfter, onBytes }: ReadOptions,
): Promise<ReadStream> {
  const [, { headers = {}, body = '' }] = messagesCall(parley, 'fake-model')
  return new Promise((resolve) => {
    let bytes = 0
    let status = 0
    let isSame = true
    let isAborted = false
    let controller: Dispatcher.DispatchController | null = null
    const leave = () => {
      isAborted = true
      controller?.abort(new Error('The client leaves.'))
      end(null)
    }
    const timer = leaveAfter === null ? null : setTimeout(leave, leaveAfter)
    const end = (problem: string | null) => {
      if (timer !== null) clearTimeout(timer)
      resolve({ problem: isAborted ? null : problem, isAborted })
    }
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (started) => {
        controller = started
        if (isAborted) started.abort(new Error('The client has left.'))
      },
      onResponseStart: (_, code) => {
        status = code
      },
      onResponseData: (_, chunk) => {
        isSame &&= chunk.equals(expected.subarray(bytes, bytes + chunk.length))
        bytes += chunk.length
        onBytes?.(bytes)
      },
      onResponseEnd: () => {
        const isAll = status === 200 && isSame && bytes === expected.length
        end(isAll ? null : `${status}, ${bytes} of ${expected.length} bytes, the same: ${isSame}`)
      },
      onResponseError: (_, error) => end(`${error.message} after ${bytes} bytes`),
    }
    const call = {
      origin: parley.url,
      path: '/v1/messages',
      method: 'POST',
      headers,
      body,
    } as const
    agent.dispatch(call, handler)
  })
}
