/** Next calls this once in the server's process; server.mjs waits for the promise it settles. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const starting: unknown = Reflect.get(globalThis, Symbol.for('parley.starting'))
    if (!isStarting(starting)) return
    const { startParley } = await import('./lib/server/start-parley')
    const { createRawDoor } = await import('./lib/server/gateway/raw-door')
    await startParley(process.env, process.cwd()).then(
      (parley) => starting.resolve({ parley, answerRaw: createRawDoor(parley) }),
      starting.reject,
    )
  }
}

interface Starting {
  resolve(started: unknown): void
  reject(reason: unknown): void
}

/** Absent during `next build`, which must open nothing. */
function isStarting(value: unknown): value is Starting {
  return typeof value === 'object' && value !== null && 'resolve' in value && 'reject' in value
}
