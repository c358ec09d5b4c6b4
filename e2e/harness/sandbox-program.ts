import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** `npm run sandbox` as its own process. */
export interface SandboxProgram {
  url: string
  pid: number
  /** Ends it by a signal, SIGTERM by default, and gives its exit code; null after a kill. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts it on a free port with these arguments; rejects with what it said when it ends instead. */
export async function startSandboxProgram(args: readonly string[] = []): Promise<SandboxProgram> {
  const child = spawn(process.execPath, ['scripts/sandbox.mjs', '--port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text
        const found = /(http:\S+)\n/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
    }
    void gone.then(([code]) => reject(new Error(`It ended with code ${code}: ${said}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      const [code] = await gone
      return code
    },
  }
}
