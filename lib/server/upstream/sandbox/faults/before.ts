import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import { sleep } from '../../abort'
import type { HeaderList } from '../../sink'
import { type WantedError, wantedError } from './wanted-error'

/** The error that comes in the place of an answer. */
export function errorInstead({ error }: Directives): WantedError | null {
  return error === undefined || error.after !== undefined ? null : error
}

/** What strikes before the first byte: silence, then the error. */
export async function strikeBefore(
  directives: Directives,
  call: { signal: AbortSignal; limits?: HeaderList; now: number },
): Promise<void> {
  const { delay } = directives
  if (delay !== undefined) await sleep(delay.seconds * 1000, call.signal)
  const wanted = errorInstead(directives)
  if (wanted !== null) throw wantedError(wanted, call)
}
