import { Agent, type Dispatcher } from 'undici'
import type { Workload } from './workloads'

export interface Target {
  name: string
  url: string
  /** Sent as the API's key. */
  key: string
  /** Whose CPU is counted; null for the upstream itself. */
  pid: number | null
}

/** What one round of requests showed, ms. */
export interface Round {
  /** From the request to the first byte of the answer's body, each request. */
  firstByte: number[]
  /** All requests together. */
  wall: number
}

/** Sends a workload's requests to a target and reads every answer to its end. */
export async function playLoad(target: Target, workload: Workload): Promise<Round> {
  const agent = new Agent({ connections: workload.width, pipelining: 1 })
  const firstByte: number[] = []
  let left = workload.requests
  const before = performance.now()
  const worker = async () => {
    while (left-- > 0) firstByte.push(await ask(agent, target, workload))
  }
  try {
    await Promise.all(Array.from({ length: workload.width }, worker))
    return { firstByte, wall: performance.now() - before }
  } finally {
    await agent.close()
  }
}

function ask(agent: Agent, target: Target, { kind }: Workload): Promise<number> {
  const body = JSON.stringify({
    model: 'fake-model',
    max_tokens: 1024,
    stream: true,
    messages: [{ role: 'user', content: `Say something, ${kind}.` }],
  })
  const headers = {
    'content-type': 'application/json',
    'anthropic-version': '2023-06-01',
    'x-api-key': target.key,
  }
  return new Promise((resolve, reject) => {
    const before = performance.now()
    let firstByte = 0
    let status = 0
    let last: Buffer = Buffer.alloc(0)
    const handler: Dispatcher.DispatchHandler = {
      // Without it undici takes this for a handler of its old kind.
      onRequestStart: () => {},
      onResponseStart: (_, code) => {
        status = code
      },
      onResponseData: (_, chunk) => {
        if (firstByte === 0) firstByte = performance.now() - before
        last = chunk
      },
      onResponseEnd: () => {
        const tail = last.subarray(-80).toString()
        if (status === 200 && tail.includes('message_stop')) resolve(firstByte)
        else reject(new Error(`${target.name} answered ${status}: ${tail}`))
      },
      onResponseError: (_, error) => reject(error),
    }
    agent.dispatch(
      { origin: target.url, path: '/v1/messages', method: 'POST', headers, body },
      handler,
    )
  })
}
