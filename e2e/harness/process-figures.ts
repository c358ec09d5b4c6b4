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
