import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Child {
  url: string
  pid: number
  stop(): Promise<void>
}

/** Starts one of bench/children with the flags of this process, and waits until it listens. */
export async function startChild(name: string, ...args: string[]): Promise<Child> {
  const file = fileURLToPath(new URL(`children/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const found = /listening on (\S+)\n/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** CPU time that a process has used, ms, all its threads together; null where there is no /proc. */
export function cpuOf(pid: number): number | null {
  try {
    // After the name in brackets: fields 14 and 15 of proc(5), user and system time in 1/100 s.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}

/** Memory that a process holds, bytes; null where there is no /proc. */
export function memoryOf(pid: number): number | null {
  try {
    const kB = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kB === undefined ? null : Number(kB) * 1024
  } catch {
    return null
  }
}
