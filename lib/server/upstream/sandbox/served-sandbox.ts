import 'server-only'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import OldAnthropic from 'anthropic-sdk-0'
import { createSandbox, type Sandbox } from './sandbox'
import { type CallEnd, createHttpServer } from './serve/serve'
import type { SandboxOptions } from './state'

/** For tests: a sandbox without a pace, which keeps its things in a directory that `close` removes. */
export function createTestSandbox(options: Partial<SandboxOptions> = {}): Sandbox {
  const dir = join(tmpdir(), `parley-sandbox-${randomUUID()}`)
  const sandbox = createSandbox({ tps: 0, dir, ...options })
  return {
    ...sandbox,
    close: async () => {
      await sandbox.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** For tests: a sandbox behind a real socket, with clients of both SDK majors pointed at it. */
export async function serveSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = createTestSandbox(options)
  /** Each call's end as its sink saw it. */
  const ends: CallEnd[] = []
  const server = createHttpServer(sandbox.transport, (end) => ends.push(end))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo
  const baseURL = `http://127.0.0.1:${port}`
  const settings = { baseURL, apiKey: 'any', maxRetries: 0 }
  return {
    baseURL,
    ends,
    configure: sandbox.configure,
    current: new Anthropic(settings),
    classic: new OldAnthropic(settings),
    post: (body: unknown, headers: Record<string, string> = {}, path = '/v1/messages') =>
      fetch(baseURL + path, {
        method: 'POST',
        headers: { 'anthropic-version': '2023-06-01', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path: string) =>
      fetch(baseURL + path, { headers: { 'anthropic-version': '2023-06-01' } }),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await sandbox.close()
    },
  }
}

export type ServedSandbox = Awaited<ReturnType<typeof serveSandbox>>
