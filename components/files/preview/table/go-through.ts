/** How long a question may wait for its turn, ms. */
export const STEP_MS = 12

let going = 0

/** Whether somebody waits for what is gone through: what nobody waits for has time. */
export const isAwaited = () => going > 0

/** Takes the steps of some work, a little at a time; undefined where it is not wanted any more. */
export async function goThrough<Step, Result>(
  steps: Generator<Step, Result>,
  isWanted: () => boolean,
  take: (step: Step) => void = () => {},
): Promise<Result | undefined> {
  going += 1
  try {
    for (let until = performance.now() + STEP_MS; isWanted(); ) {
      const step = steps.next()
      if (step.done) return step.value
      take(step.value)
      if (performance.now() < until) continue
      await nextTask()
      until = performance.now() + STEP_MS
    }
    return undefined
  } finally {
    going -= 1
  }
}

const { port1, port2 } = new MessageChannel()
port1.start()

/** Whatever came meanwhile has its turn. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true })
    port2.postMessage(null)
  })
}
