import { Agent } from 'undici'
import { cpuOf } from '../e2e/harness/process-figures'
import { startSandboxProgram } from '../e2e/harness/sandbox-program'
import { median, printTable } from './table'

/** What the issue of the sandbox promises: so many streams keep this pace. */
const STREAMS = 200
const TOKENS_PER_SECOND = 80
const TOKENS = 800

/** One stream as its reader saw it. */
interface Stream {
  /** Tokens per second, from the first frame of text to the last. */
  pace: number
  /** The longest wait between two frames, ms. */
  longestGap: number
}

/**
 * The pace of many streams at once beside the pace of one alone, on `npm run sandbox`, in turn. The
 * client reads on the same cores.
 */
export async function benchSandbox(rounds: number): Promise<void> {
  const sandbox = await startSandboxProgram(['--tps', String(TOKENS_PER_SECOND)])
  const found = new Map<number, { streams: Stream[]; cpu: number[] }>([
    [1, { streams: [], cpu: [] }],
    [STREAMS, { streams: [], cpu: [] }],
  ])
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [width, figures] of found) {
        const [cpuBefore, before] = [cpuOf(sandbox.pid) ?? Number.NaN, performance.now()]
        figures.streams.push(...(await readAtOnce(sandbox.url, width)))
        const cpu = ((cpuOf(sandbox.pid) ?? Number.NaN) - cpuBefore) / (performance.now() - before)
        figures.cpu.push(cpu * 100)
      }
    }
  } finally {
    await sandbox.stop()
  }
  const alone = median((found.get(1)?.streams ?? []).map(({ pace }) => pace))
  const rows = [...found].map(([width, { streams, cpu }]) => {
    const paces = streams.map(({ pace }) => pace).sort((a, b) => a - b)
    return {
      'streams at once': String(width),
      'tokens/s': median(paces).toFixed(1),
      'slowest stream': (paces[0] ?? Number.NaN).toFixed(1),
      'times one alone': (median(paces) / alone).toFixed(3),
      'longest gap, median ms': median(streams.map(({ longestGap }) => longestGap)).toFixed(0),
      'CPU of the sandbox, %': median(cpu).toFixed(0),
    }
  })
  printTable(`Sandbox, ${TOKENS} tokens at ${TOKENS_PER_SECOND}/s`, rows)
}

async function readAtOnce(url: string, width: number): Promise<Stream[]> {
  const agent = new Agent({ connections: width, pipelining: 1 })
  try {
    return await Promise.all(Array.from({ length: width }, () => readStream(agent, url)))
  } finally {
    await agent.close()
  }
}

async function readStream(dispatcher: Agent, url: string): Promise<Stream> {
  const { body, statusCode } = await dispatcher.request({
    origin: url,
    path: '/v1/messages',
    method: 'POST',
    headers: { 'anthropic-version': '2023-06-01', 'x-api-key': 'any' },
    body: JSON.stringify({
      model: 'claude-sonnet-4-6',
      max_tokens: 4096,
      stream: true,
      messages: [{ role: 'user', content: `[[tokens=${TOKENS}]]` }],
    }),
  })
  const times: number[] = []
  let text = ''
  for await (const chunk of body) {
    const frames = String(chunk)
    if (frames.includes('text_delta')) times.push(performance.now())
    text = text.slice(-200) + frames
  }
  if (statusCode !== 200 || !text.includes('message_stop')) {
    throw new Error(`The sandbox answered ${statusCode}: ${text}`)
  }
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0))
  // The first frame brings the first token, so that the rest of them took the time between.
  return { pace: ((TOKENS - 1) * 1000) / (last - first), longestGap: Math.max(...gaps) }
}
