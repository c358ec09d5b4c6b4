/** So many models can be marked. */
export const MOST_FAVOURITES = 100

/** The marked models after a change of some, in the order in which they were marked. */
export function mergeFavourites(
  known: readonly string[],
  changes: Readonly<Record<string, boolean>>,
): string[] {
  const marked = new Set(known)
  for (const [id, isMarked] of Object.entries(changes)) {
    if (isMarked) marked.add(id)
    else marked.delete(id)
  }
  return [...marked]
}
