import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { play, type Sent } from '../../../e2e/harness/upstream/play'
import type { Script } from '../../../e2e/harness/upstream/script'
import type { PlainTurn } from './turn'

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>plain</title>
<style>
body { margin: 0; font: 16px/1.6 sans-serif; display: flex; flex-direction: column; height: 100vh }
#root { display: contents }
#thread { flex: 1; overflow-y: auto; padding: 0 24px; max-width: 720px }
pre { overflow-x: auto }
</style><div id="root"></div><script type="module" src="/page.js"></script></html>`

/** A page with a plain react-markdown thread. */
export interface Baseline {
  url: string
  /** What the next `Ask` plays; answers how far it has come. */
  answerWith(script: Script): Sent
  /** What `Open` shows. */
  setTurns(turns: readonly PlainTurn[]): void
  close(): Promise<void>
}

/** Bundles the plain thread, minified and for production, and serves it. */
export async function serveBaseline(): Promise<Baseline> {
  const script = await bundle()
  let turns = '[]'
  let next: { script: Script; sent: Sent } | null = null
  const routes: Record<string, [type: string, body: () => string]> = {
    '/': ['text/html', () => PAGE],
    '/page.js': ['text/javascript', () => script],
    '/turns': ['application/json', () => turns],
  }
  const server = createServer((request, response) => {
    if (request.url === '/stream' && next !== null) {
      return void play(next.script, response, next.sent)
    }
    const [type, body] = routes[request.url ?? ''] ?? ['text/plain', () => '']
    response.writeHead(200, { 'content-type': type }).end(body())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // The address of a listening TCP server.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answerWith: (script) => {
      const sent: Sent = { frames: [], bytes: 0, isCut: false }
      next = { script, sent }
      return sent
    },
    setTurns: (all) => {
      turns = JSON.stringify(all)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}
