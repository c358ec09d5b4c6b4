import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { send } from '../harness/raw-http'
import { type ParleyServer, startAndFail, startParley } from '../harness/server'

let dir: string
let running: ParleyServer[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-start-'))
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
  rmSync(dir, { recursive: true, force: true })
})

async function start(options?: Parameters<typeof startParley>[0]): Promise<ParleyServer> {
  const server = await startParley(options)
  running.push(server)
  return server
}

describe('A start without flags', () => {
  let server: ParleyServer

  beforeAll(async () => {
    server = await startParley()
  })
  afterAll(() => server.stop())

  test('It says where it is, what it runs on, where the data and the key are, and how an SDK finds it', () => {
    const said = server.stdout()
    expect(said).toContain(`Parley ${packageJson.version} is ready.`)
    expect(said).toContain(`http://127.0.0.1:${server.port}`)
    expect(said).toContain('the built-in sandbox')
    expect(said).toContain(server.dataDir)
    expect(said).toContain(join(server.dataDir, 'gateway-key'))
    expect(said).toContain(`export ANTHROPIC_BASE_URL=${server.url}`)
    expect(server.stderr()).toBe('')
  })

  test('The health of a running server is open and says nothing but that', async () => {
    const response = await fetch(`${server.url}/api/health`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      status: 'ok',
      version: packageJson.version,
      uptimeSeconds: expect.any(Number),
    })
  })

  test.runIf(existsSync('/proc/net/tcp'))('It listens on 127.0.0.1 and nowhere else', () => {
    expect(listeners(server.port)).toEqual(['0100007F'])
  })

  test('No address of this machine but loopback answers', async () => {
    for (const { address } of outside()) {
      await expect(fetch(`http://${address}:${server.port}/api/health`)).rejects.toThrow()
    }
  })
})

describe('A start that works', () => {
  test('Bound to every address it names those that it answers to, and who is let in from outside', async () => {
    const env = { HOST: '0.0.0.0', PARLEY_PASSWORD: 'long enough' }
    const server = await start({ env })
    expect(server.url).toBe(`http://localhost:${server.port}`)
    expect(server.stdout()).not.toContain('0.0.0.0')
    expect(server.stdout()).toContain(`export ANTHROPIC_BASE_URL=${server.url}`)
    expect(server.stdout()).toMatch(/From outside .*PARLEY_ALLOWED_HOSTS/)
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    const named = await start({ env: { ...env, HOST: '::', PARLEY_ALLOWED_HOSTS: 'box.test' } })
    expect(named.stdout()).toContain('Also under   box.test')
    expect(named.stdout()).not.toContain('From outside')
    const host = { host: `box.test:${named.port}` }
    expect((await send(`${named.url}/api/health`, { headers: host })).status).toBe(200)
  })

  test('Bound to one address it answers under that address, however it was spelt', async () => {
    const env = { PARLEY_PASSWORD: 'long enough' }
    const address = outside()[0]?.address ?? '127.0.0.2'
    for (const host of [address, '127.1', '0:0:0:0:0:0:0:1', 'LOCALHOST']) {
      const server = await start({ env: { ...env, HOST: host } })
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    }
  })

  test('It says which variable the chosen upstream lacks, and that the sandbox was chosen', async () => {
    const dataDir = join(dir, 'data')
    const choose = async (server: ParleyServer, defaultUpstream: string | null) => {
      const answer = await fetch(`${server.url}/api/settings`, {
        method: 'PATCH',
        headers: { origin: server.url, 'content-type': 'application/json' },
        body: JSON.stringify({ defaultUpstream }),
      })
      expect(answer.status).toBe(200)
      await server.stop()
    }
    const env = { ANTHROPIC_API_KEY: 'sk-ant-a-key' }
    await choose(await start({ dataDir }), 'anthropic')
    const keyless = await start({ dataDir })
    expect(keyless.stdout()).toMatch(
      /has no key yet: enter one in Settings, or set ANTHROPIC_API_KEY/,
    )
    const refused = await send(`${keyless.url}/v1/messages`, {
      headers: { 'x-api-key': keyless.gatewayKey, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(refused.status).toBe(503)
    expect(refused.body.toString()).toContain('set ANTHROPIC_API_KEY')
    await choose(keyless, 'sandbox')
    const chosen = await start({ dataDir, env })
    expect(chosen.stdout()).toContain('the built-in sandbox (chosen in Settings)')
    await choose(chosen, null)
    expect((await start({ dataDir, env })).stdout()).toContain('https://api.anthropic.com')
  })

  test('Database and gateway key are for their owner alone, in a directory that others may read too; the key is made once', async () => {
    const dataDir = join(dir, 'data')
    mkdirSync(dataDir, { mode: 0o755 })
    const modes = () =>
      ['parley.db', 'parley.db-wal', 'parley.db-shm', 'gateway-key'].map(
        (name) => statSync(join(dataDir, name)).mode & 0o777,
      )
    const readKey = () => readFileSync(join(dataDir, 'gateway-key'), 'utf8').trim()
    const first = await start({ dataDir })
    expect(modes()).toEqual([0o600, 0o600, 0o600, 0o600])
    const key = readKey()
    expect(key).toMatch(/^parley-[\w-]{43}$/)
    await first.kill()
    for (const name of ['parley.db', 'parley.db-wal']) chmodSync(join(dataDir, name), 0o644)
    await start({ dataDir })
    expect(modes()).toEqual([0o600, 0o600, 0o600, 0o600])
    expect(readKey()).toBe(key)
  })

  test('With a key it runs on the Claude API, and the key is not said', async () => {
    const key = 'sk-ant-api03-canary-canary-canary'
    const { stdout, stderr } = await start({ env: { ANTHROPIC_API_KEY: key } })
    expect(stdout()).toContain('https://api.anthropic.com')
    expect(stdout() + stderr()).not.toContain(key)
  })

  test('A .env file counts, but what the environment says counts more, $ stays $, and no file is made of a given gateway key', async () => {
    const lines = [
      'PARLEY_PASSWORD=pa$$word$HOME',
      'PARLEY_SANDBOX_TPS=5',
      'PARLEY_API_KEY=from-the-file-1234',
    ]
    writeFileSync(join(dir, '.env'), lines.join('\n'))
    const server = await start({ cwd: dir, env: { PARLEY_API_KEY: 'from-the-environment' } })
    const origin = { origin: server.url, 'content-type': 'application/json' }
    const signIn = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: origin,
      body: JSON.stringify({ password: 'pa$$word$HOME' }),
    })
    expect(signIn.status).toBe(204)
    const status = async (key: string) =>
      (await fetch(`${server.url}/v1/models`, { headers: { 'x-api-key': key } })).status
    expect(await status('from-the-environment')).toBe(200)
    expect(await status('from-the-file-1234')).toBe(401)
    expect(existsSync(join(server.dataDir, 'gateway-key'))).toBe(false)
  })
})

// Each value that is refused has its row in lib/server/env.test.ts; here is how a refusal ends a start.
describe('A start that cannot work ends with one line and code 1', () => {
  const cases: [what: string, env: Record<string, string>, text: RegExp][] = [
    ['a host open to others', { HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0, .* PARLEY_PASSWORD/],
    ['a foreign address', { HOST: '192.0.2.1', PARLEY_PASSWORD: 'long-enough' }, /^HOST is 192/],
    [
      'a directory nobody can make',
      { DATA_DIR: '/dev/null/data' },
      /^Parley cannot write to .*\/dev\/null\/data/,
    ],
    [
      'a directory that the kernel does not let anybody make',
      { DATA_DIR: '/proc/nowhere/data' },
      /^Parley cannot write to .*\/proc\/nowhere\/data/,
    ],
  ]
  test.each(cases)('%s', async (_what, env, text) => {
    const { code, stderr, stdout } = await startAndFail({ env })
    expect(stderr.trimEnd()).toMatch(text)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  test('A port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { code, stderr } = await startAndFail({ env: { PORT: String(port) } })
    other.close()
    expect(stderr).toMatch(new RegExp(`^Port ${port} is already in use\\..*PORT.*\n$`))
    expect(code).toBe(1)
  })

  test('A file .env that cannot be read', async () => {
    mkdirSync(join(dir, '.env'))
    const { code, stderr } = await startAndFail({ cwd: dir })
    expect(stderr).toBe(`.env must be a file that this user may read: ${join(dir, '.env')}\n`)
    expect(code).toBe(1)
  })

  test.each([
    [
      'lock.db',
      /^The lock \S+\/lock\.db cannot be used \(.*\)\. It holds nothing: delete it .*\n$/,
    ],
    ['parley.db', /^The database \S+\/parley\.db cannot be opened \(.*\)\. Restore it .*\n$/],
  ])('A damaged %s, which is named with the reason', async (name, text) => {
    const dataDir = join(dir, 'data')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, name), 'This is no database. '.repeat(100))
    const { code, stderr } = await startAndFail({ dataDir })
    expect(stderr).toMatch(text)
    expect(code).toBe(1)
  })

  test('An encryption key that others may read is named with its mode and what to do', async () => {
    const dataDir = join(dir, 'data')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'encryption-key'), Buffer.alloc(32))
    chmodSync(join(dataDir, 'encryption-key'), 0o644)
    const { code, stderr } = await startAndFail({ dataDir })
    expect(stderr).toMatch(
      /^\S+\/encryption-key, which opens .* has the mode 0644: .*chmod 600.*\n$/,
    )
    expect(code).toBe(1)
  })

  test('A second server on the same data; after a kill -9 of the first the next one starts', async () => {
    const dataDir = join(dir, 'data')
    const first = await start({ dataDir })
    const { code, stderr } = await startAndFail({ dataDir })
    expect(stderr).toMatch(new RegExp(`^Another Parley server \\(process ${first.pid}\\).*\n$`))
    expect(stderr).toContain(dataDir)
    expect(code).toBe(1)
    await first.kill()
    expect((await fetch(`${(await start({ dataDir })).url}/api/health`)).status).toBe(200)
  })
})

describe('An end', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s ends it cleanly in the time it gives itself, with a stream and idle connections open',
    async (signal) => {
      const server = await start()
      const live = await fetch(`${server.url}/api/live`)
      expect(live.status).toBe(200)
      // It ends itself with 1 after 4.5 s.
      expect(await server.stop(signal)).toBe(0)
      expect(server.stderr()).toBe('')
    },
  )
})

/** The addresses under which other machines reach this one. */
function outside() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
}

/** The addresses that a port listens on, as the kernel lists them (proc(5), /proc/net/tcp). */
function listeners(port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) && state === '0A')
    .map(([, local = '']) => local.slice(0, -suffix.length))
}
