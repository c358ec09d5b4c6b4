import { type Sweep, spentOf } from './sweep'
import { isWithinCap, mostOf } from './within-cap'

/**
 * True where the tool loop of an answer goes on by itself after a start of the server: its cell still waits
 * for it, and the cap has room for all that was begun.
 */
export function isTakenUp(
  { cells, variants, cap, state }: Pick<Sweep, 'cells' | 'variants' | 'cap' | 'state'>,
  messageId: string,
): boolean {
  const begun = cells.filter((cell) => cell.state === 'begun')
  const isAwaited = begun.some(({ attempts }) => attempts.at(-1)?.messageId === messageId)
  if (!isAwaited || state === 'stopped') return false
  return isWithinCap(cap, spentOf(cells).usd + mostOf(begun, variants))
}
