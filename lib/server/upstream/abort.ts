import 'server-only'
import { UpstreamError } from './sink'

/** Throws once the caller has gone. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new UpstreamError('aborted', 'The call was aborted.')
}

/** Waits for `pending`, but not longer than the caller does. Leaves no listener behind. */
export function untilAborted<T>(pending: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const onAbort = () =>
      settle(() => reject(new UpstreamError('aborted', 'The call was aborted.')))
    // First of all, for what fails after the caller has gone is nobody's error any more.
    pending.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    )
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  })
}

/** Waits; null means until the caller goes. Leaves no timer behind. */
export async function sleep(ms: number | null, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const elapsed = new Promise<void>((resolve) => {
    if (ms !== null) timer = setTimeout(resolve, ms)
  })
  try {
    await untilAborted(elapsed, signal)
  } finally {
    clearTimeout(timer)
  }
}
