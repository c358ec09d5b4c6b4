import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process that is in RAM, MB; null where there is no /proc. */
export function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? null : Number(kb) / 1024
  } catch {
    return null
  }
}

/** How many files and sockets a process holds open; null where there is no /proc. */
export function openHandles(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return null
  }
}

/** Watches a process's memory; `stop` answers the most that it was, MB, or null. */
export function watchMemory(pid: number, everyMs = 50): { stop(): number | null } {
  let most = residentMb(pid)
  const timer = setInterval(() => {
    const now = residentMb(pid)
    if (most !== null && now !== null) most = Math.max(most, now)
  }, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return most
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
