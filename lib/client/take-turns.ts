/** Runs what it is given, at most so many at once; the others wait for their turn, in order. */
export function takeTurns(atOnce: number): <T>(act: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (act) => {
    if (running < atOnce) running++
    else await new Promise<void>((begin) => waiting.push(begin))
    try {
      return await act()
    } finally {
      const begin = waiting.shift()
      if (begin === undefined) running--
      else begin()
    }
  }
}
