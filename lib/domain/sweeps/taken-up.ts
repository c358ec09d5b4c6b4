import { type Sweep, spentOf } from './sweep'
import { isWithinCap, mostOf } from './within-cap'

/**
 * True where the tool loop of an answer goes on by itself after a start of the server: its cell still waits
 * for it, and the cap has room for all that was begun.
 */
export function isTakenUp(
  sweep: Pick<Sweep, 'cells' | 'variants' | 'cap' | 'state'>,
  messageId: string,
): boolean {
  const begun = sweep.cells.filter((cell) => cell.state === 'begun')
  const isAwaited = begun.some(({ attempts }) => attempts.at(-1)?.messageId === messageId)
  return isAwaited && sweep.state !== 'stopped' && hasRoomForBegun(sweep)
}

/** True where the cap of a sweep has room for the most that all of it may come to that was begun. */
export function hasRoomForBegun({
  cells,
  variants,
  cap,
}: Pick<Sweep, 'cells' | 'variants' | 'cap'>): boolean {
  const begun = cells.filter((cell) => cell.state === 'begun')
  return isWithinCap(cap, spentOf(cells).usd + mostOf(begun, variants))
}
