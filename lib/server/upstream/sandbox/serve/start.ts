import 'server-only'
import type { AddressInfo } from 'node:net'
import type { SandboxSettings } from '@/lib/domain/sandbox-settings'
import { createSandbox } from '../sandbox'
import { createHttpServer } from './serve'

export interface Served {
  url: string
  /** Ends open answers, keeps what is kept. */
  close(): Promise<void>
}

/** Starts the sandbox alone. Throws one line that says what stands in the way. */
export async function startSandbox(options: {
  host: string
  /** 0 = any that is free. */
  port: number
  tps: number
  dir: string
  settings: SandboxSettings
}): Promise<Served> {
  const { host, port, tps, dir, settings } = options
  const sandbox = createSandbox({ tps, dir, needsKey: true })
  sandbox.configure(settings)
  const server = createHttpServer(sandbox.transport, () => {})
  await new Promise<void>((listening, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(PROBLEMS[error.code ?? '']?.(host, port) ?? error.message)),
    )
    server.listen(port, host, listening)
  })
  // A TCP server's address is never a string.
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      await sandbox.close()
    },
  }
}

const PROBLEMS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) => `Port ${port} is already in use; choose another with --port.`,
  EACCES: (_, port) => `This user may not listen on port ${port}; choose one above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine.`,
  ENOTFOUND: (host) => `${host} is no name of this machine.`,
}
