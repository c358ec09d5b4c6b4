import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('../../server.mjs', import.meta.url))
const START_LIMIT_MS = 30_000

/** A Parley server in a process of its own. */
export interface ParleyServer {
  url: string
  port: number
  pid: number
  dataDir: string
  gatewayKey: string
  /** Everything it has printed so far. */
  stdout(): string
  stderr(): string
  /** Asks it to end; resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Resolves with the exit code when it has ended, however that came. */
  ended: Promise<number | null>
}

export interface StartOptions {
  env?: Record<string, string>
  /** Kept when it is given, so that another server can go on with it; else removed at the end. */
  dataDir?: string
  /** Where `.env` and `parley.config.json` are looked for. */
  cwd?: string
}

/** Both doors of the gateway, as the settings of a server that uses it (house.md, two doors). */
export const DOORS: [name: string, env: Record<string, string>][] = [
  ['the raw door', {}],
  ['the portable door', { PARLEY_PORTABLE_DOOR: '1' }],
]

/** Starts the built server on a free port, with an unpaced sandbox and nothing of this machine's settings. */
export async function startParley(options: StartOptions = {}): Promise<ParleyServer> {
  const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const dataDir = options.dataDir ?? join(scratch, 'data')
  const server = launch({ ...options, dataDir, cwd: options.cwd ?? scratch })
  const ended = server.ended.finally(() => rmSync(scratch, { recursive: true, force: true }))
  await untilReady(server)
  const url = /Open\s+(\S+)/.exec(server.stdout())?.[1] ?? ''
  return {
    url,
    port: Number(new URL(url).port),
    pid: server.process.pid ?? 0,
    dataDir,
    gatewayKey:
      options.env?.PARLEY_API_KEY ?? readFileSync(join(dataDir, 'gateway-key'), 'utf8').trim(),
    stdout: server.stdout,
    stderr: server.stderr,
    stop: (signal = 'SIGTERM') => {
      server.process.kill(signal)
      return ended
    },
    kill: async () => {
      server.process.kill('SIGKILL')
      await ended
    },
    ended,
  }
}

/** How a server that was told to start ended: what it said, and its exit code. */
export interface FailedStart {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts a server that is expected not to come up; kills it should it do so all the same. */
export async function startAndFail(options: StartOptions = {}): Promise<FailedStart> {
  const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const dataDir = options.dataDir ?? join(scratch, 'data')
  const server = launch({ ...options, dataDir, cwd: options.cwd ?? scratch })
  const timer = setTimeout(() => server.process.kill('SIGKILL'), START_LIMIT_MS)
  server.process.stdout?.on('data', () => {
    if (server.isReady()) server.process.kill('SIGKILL')
  })
  const code = await server.ended
  clearTimeout(timer)
  rmSync(scratch, { recursive: true, force: true })
  return { code, stdout: server.stdout(), stderr: server.stderr() }
}

interface Launched {
  process: ChildProcess
  stdout(): string
  stderr(): string
  isReady(): boolean
  ended: Promise<number | null>
}

function launch({ env = {}, dataDir, cwd }: StartOptions): Launched {
  const child = spawn(process.execPath, [SERVER], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      DATA_DIR: dataDir ?? '',
      PARLEY_SANDBOX_TPS: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.stderr += text
  })
  return {
    process: child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    isReady: () => said.stdout.includes('is ready.') && said.stdout.includes('ANTHROPIC_API_KEY='),
    ended: once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null)),
  }
}

async function untilReady(server: Launched): Promise<void> {
  const failure = server.ended.then((code) => {
    throw new Error(`Parley ended with code ${code} instead of starting:\n${server.stderr()}`)
  })
  const timer = setTimeout(() => server.process.kill('SIGKILL'), START_LIMIT_MS)
  const ready = new Promise<void>((resolve) => {
    server.process.stdout?.on('data', () => {
      if (server.isReady()) resolve()
    })
  })
  await Promise.race([ready, failure]).finally(() => clearTimeout(timer))
  failure.catch(() => undefined)
}
