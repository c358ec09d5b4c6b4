import 'server-only'

/** Does jobs one after the other, in the order in which they were given. */
export type InTurn = <T>(job: () => Promise<T>) => Promise<T>

/** A line of jobs of its own; a job that fails holds up no other. */
export function createLine(): InTurn {
  let tail: Promise<unknown> = Promise.resolve()
  return (job) => {
    const result = tail.then(job)
    tail = result.catch(() => {})
    return result
  }
}
