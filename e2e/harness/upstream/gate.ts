/** Lets a test write an answer frame by frame. */
export interface Gate {
  /** Writes the next frame; resolves when the socket has taken it. */
  release(): Promise<void>
  /** Lets all frames from here on pass. */
  open(): void
  /** For the player: waits for a release, and answers what to call when the frame is written. */
  pass(): Promise<() => void>
}

/** A closed gate. */
export function createGate(): Gate {
  const releases: (() => void)[] = []
  const waiting: ((written: () => void) => void)[] = []
  let isOpen = false
  return {
    release: () =>
      new Promise((resolve) => {
        const next = waiting.shift()
        if (next === undefined) releases.push(resolve)
        else next(resolve)
      }),
    open: () => {
      isOpen = true
      for (const next of waiting.splice(0)) next(() => {})
    },
    pass: () => {
      const released = releases.shift()
      if (released !== undefined) return Promise.resolve(released)
      if (isOpen) return Promise.resolve(() => {})
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
