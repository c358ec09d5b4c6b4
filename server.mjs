// The front door's frame: prepares Next, waits for Parley, listens, stops gracefully.
// What may come in is decided by lib/server/door, which reaches this file inside the Parley object.
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

/** @typedef {import('./lib/server/parley').Parley} Parley */
/** @typedef {{ parley: Parley, answerRaw: import('./lib/server/gateway/raw-door').RawDoor }} Started */

const START_LIMIT_MS = 20_000
const STOP_LIMIT_MS = 4_500
/** How long the last bytes may take to clients that read slowly. */
const SEND_LIMIT_MS = 500
/** npm hands a signal on that the terminal has sent to both of them: it is the same one again. */
const SAME_SIGNAL_MS = 300
const dev = process.argv.includes('--dev')

prepareEnvironment()
await serve().catch(fail)

function prepareEnvironment() {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  // The server may be started from anywhere; what it reads of its own lies here.
  Reflect.set(globalThis, Symbol.for('parley.root'), import.meta.dirname)
  // `node --watch` sets it for its child, and Next's own workers would report to Next with it.
  delete process.env.WATCH_REPORT_DEPENDENCIES
  Reflect.set(process.env, 'NODE_ENV', dev ? 'development' : 'production')
  try {
    process.loadEnvFile(join(process.cwd(), '.env'))
  } catch {
    // None need be there; lib/server/env refuses the one that cannot be read.
  }
  // Keeps Next from reading `.env` files in its own way: it would expand `$` in a password.
  process.env.__NEXT_PROCESSED_ENV = 'true'
}

async function serve() {
  // Each start again: `npm run dev` starts the process anew when lib/server changes.
  if (dev) await (await import('./scripts/bundle.mjs')).bundle()
  const starting = awaitParley()
  const { default: next } = await import('next')
  const httpServer = upgradesPastTheDoor()
  const app = next({ dev, dir: import.meta.dirname, quiet: true, httpServer })
  await quietly(() => app.prepare())
  // Next's own listener would let a process in an unknown state go on.
  process.removeAllListeners('uncaughtException').on('uncaughtException', fail)
  const { parley, answerRaw } = await starting
  // Next's would print whatever the reason holds; the log knows what it may say.
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (error) => {
    parley.log.error({ err: error }, 'unhandled rejection')
  })
  const handle = app.getRequestHandler()
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 65_000,
    // An upload may take long; the door watches that it moves.
    requestTimeout: 0,
  })
  // Their size bounds them: Node would drop those after the thousandth, the body's length among them.
  server.maxHeadersCount = 0
  /** @type {Set<import('node:http').ServerResponse>} */
  const answers = new Set()
  server.on('request', (req, res) => {
    answers.add(res)
    res.once('close', () => answers.delete(res))
    const zone = parley.door.admit(req, res)
    if (zone === null) return
    if (zone.kind === 'gateway' && !parley.config.isPortable) answerRaw(req, res)
    else void handle(req, res)
  })
  if (dev) {
    server.on('upgrade', (req, socket, head) => {
      if (!parley.door.admitUpgrade(req, socket)) return
      // Next listens from its first request on. (`app.getUpgradeHandler()` does nothing.)
      if (!httpServer.emit('upgrade', req, socket, head)) socket.destroy()
    })
  }
  await listen(server, parley.config)
  stopOnSignals(server, answers, parley, app)
  announce(server, parley)
}

/**
 * Next adds an `upgrade` listener to the server it finds, past the door. It gets this instead, and
 * hears of those upgrades that the door lets in.
 * @returns {import('node:http').Server}
 */
function upgradesPastTheDoor() {
  /** @type {any} An emitter is all that Next asks of it. */
  const httpServer = new EventEmitter()
  return httpServer
}

/**
 * Next says that it has run its configuration; the start text says what matters.
 * @param {() => Promise<void>} prepare
 */
async function quietly(prepare) {
  const { log } = console
  if (!dev) console.log = () => {}
  await prepare()
  console.log = log
}

/**
 * The promise that register() of instrumentation.ts settles: Next does not wait for it.
 * @returns {Promise<Started>}
 */
function awaitParley() {
  return new Promise((resolve, reject) => {
    const text = `Parley did not start within ${START_LIMIT_MS / 1000} seconds`
    const timer = setTimeout(() => reject(new Error(text)), START_LIMIT_MS)
    Reflect.set(globalThis, Symbol.for('parley.starting'), {
      resolve: (/** @type {Started} */ started) => {
        clearTimeout(timer)
        resolve(started)
      },
      reject,
    })
  })
}

/**
 * @param {import('node:http').Server} server
 * @param {{ port: number, host: string }} at
 * @returns {Promise<void>}
 */
function listen(server, { port, host }) {
  /** @type {Record<string, string>} */
  const problems = {
    EADDRINUSE: `Port ${port} is already in use. Stop what uses it, or set PORT to another one.`,
    EACCES: `This user may not listen on port ${port}. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `HOST is ${host}, which is no name of this machine.`,
  }
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(new Error(problems[error.code ?? ''] ?? error.message))
    })
    server.listen(port, host, resolve)
  })
}

/**
 * Order matters: the streams' finalizers must run while their connections live. A second signal ends
 * the time that open calls have.
 * @param {import('node:http').Server} server
 * @param {ReadonlySet<import('node:http').ServerResponse>} answers
 * @param {Parley} parley
 * @param {{ close(): Promise<void> }} app
 */
function stopOnSignals(server, answers, parley, app) {
  let stoppedAt = 0
  const hurry = new AbortController()
  const stop = async () => {
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    server.close()
    await parley.endCalls(hurry.signal)
    const sent = Promise.all(
      [...answers].map((answer) => new Promise((resolve) => answer.once('close', resolve))),
    )
    await Promise.race([sent, sleep(SEND_LIMIT_MS)])
    server.closeAllConnections()
    await app.close()
    await parley.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (stoppedAt === 0) {
        stoppedAt = performance.now()
        void stop().catch(fail)
      } else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) {
        hurry.abort()
      }
    })
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {Parley} parley
 */
function announce(server, parley) {
  const address = server.address()
  const isBound = typeof address === 'object' && address !== null
  console.log(parley.describe(isBound ? address.port : parley.config.port))
}

/**
 * One line, no stack, code 1.
 * @param {unknown} error
 */
function fail(error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.replace(/\s+/g, ' ')}\n`, () => process.exit(1))
}
