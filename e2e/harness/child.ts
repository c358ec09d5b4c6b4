import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A server of a measurement, in a process of its own. */
export interface Child {
  url: string
  pid: number
  stop(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** As scripts/with-dev.mjs has them. */
const FLAGS = ['--conditions=react-server', '--import', 'tsx']

/** Starts a TypeScript program that says where it listens, and waits until it does. */
export async function startChild(program: URL, ...args: string[]): Promise<Child> {
  const file = fileURLToPath(program)
  const child = spawn(process.execPath, [...FLAGS, file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const found = /listening on (\S+)\n/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`${file} ended with code ${code}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill()
      await gone
    },
  }
}
