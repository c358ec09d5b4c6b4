import { setTimeout as sleep } from 'node:timers/promises'
import { openHandles } from '../harness/process-figures'
import { send } from '../harness/raw-http'
import type { ParleyServer } from '../harness/server'

/** What a server holds when it has nothing to do. */
export interface Rest {
  handles: number | null
  liveRuns: number
  openCalls: number
}

/** Longer than an idle connection to an upstream is kept. */
const PATIENCE_MS = 40_000

/** What the server holds now, by its own figures and the kernel's. */
export async function readRest(parley: ParleyServer): Promise<Rest> {
  const handles = openHandles(parley.pid)
  const figures = await readMetrics(parley)
  return {
    handles,
    liveRuns: figures('parley_live_runs'),
    openCalls: figures('parley_gateway_open_calls'),
  }
}

/** The server's figures without labels, by their names; NaN for one that is not there. */
export async function readMetrics(parley: ParleyServer): Promise<(name: string) => number> {
  const headers = { authorization: `Bearer ${parley.gatewayKey}` }
  const { body } = await send(`${parley.url}/api/metrics`, { headers })
  const text = body.toString('utf8')
  return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}

/** Resolves when no run is live and no call is open; false when that does not come about. */
export async function untilIdle(parley: ParleyServer, patience = PATIENCE_MS): Promise<boolean> {
  const until = performance.now() + patience
  while (performance.now() < until) {
    const { liveRuns, openCalls } = await readRest(parley)
    if (liveRuns === 0 && openCalls === 0) return true
    await sleep(50)
  }
  return false
}

/** What a server still holds of what it was asked, once everybody has left it: nothing, or told. */
export async function checkRest(parley: ParleyServer, before: Rest): Promise<string[]> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const now = await readRest(parley)
    const left = [
      ...(now.liveRuns === 0 ? [] : [`${now.liveRuns} runs have not ended`]),
      ...(now.openCalls === 0 ? [] : [`${now.openCalls} calls are still open`]),
      ...((now.handles ?? 0) <= (before.handles ?? 0)
        ? []
        : [`${now.handles} handles are open, ${before.handles} were before`]),
    ]
    if (left.length === 0 || performance.now() > until) return left
    await sleep(100)
  }
}

/** What is wrong with a server that ought to be unharmed. */
export async function checkHealth({ url, stderr }: ParleyServer): Promise<string[]> {
  // All but what Node says when it is looked into.
  const said = stderr().replace(/^(Debugger|For help).*\n/gm, '')
  const status = await send(`${url}/api/health`).then(
    (answer) => answer.status,
    (error) => String(error),
  )
  return [
    ...(status === 200 ? [] : [`GET /api/health: ${status}`]),
    ...(said === '' ? [] : [`The server said: ${said.slice(0, 1000)}`]),
  ]
}
