interface Waiting<T> {
  id: string
  settle: (answer: Promise<T>) => void
}

/**
 * Asks for each id what it is given, once for all ids that are wanted in the same moment: what is drawn
 * together is asked for together. `ask` gets at most so many, and answers in any order what each is.
 */
export function askTogether<T>(
  most: number,
  ask: (ids: readonly string[]) => Promise<(id: string) => T>,
): (id: string) => Promise<T> {
  let waiting: Waiting<T>[] = []
  const begin = () => {
    const all = waiting
    waiting = []
    for (let at = 0; at < all.length; at += most) {
      const part = all.slice(at, at + most)
      const answer = ask(part.map(({ id }) => id))
      for (const { id, settle } of part) settle(answer.then((find) => find(id)))
    }
  }
  return (id) =>
    new Promise((settle) => {
      if (waiting.length === 0) setTimeout(begin)
      waiting.push({ id, settle })
    })
}
