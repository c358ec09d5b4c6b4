/** What of a turn its place in the tree needs. A list of turns is in order of creation: parents first. */
export interface TreeNode {
  id: string
  parentId: string | null
}

/** The turns beside a turn, itself included, the oldest first. */
export function siblingsOf<T extends TreeNode>(turns: readonly T[], turn: TreeNode): T[] {
  return turns.filter(({ parentId }) => parentId === turn.parentId)
}

/** How many answers or questions stand in a turn's place, and which of them it is, from 1. */
export interface Place {
  place: number
  places: number
}

/** The places of all turns, by their ids: one walk for the whole tree. */
export function placesOf(turns: readonly TreeNode[]): ReadonlyMap<string, Place> {
  const rows = new Map<string | null, string[]>()
  for (const { id, parentId } of turns) {
    const row = rows.get(parentId)
    if (row === undefined) rows.set(parentId, [id])
    else row.push(id)
  }
  const places = new Map<string, Place>()
  for (const row of rows.values()) {
    for (const [index, id] of row.entries())
      places.set(id, { place: index + 1, places: row.length })
  }
  return places
}

/** The ids of a turn and of all that hangs under it; empty where it is not among the turns. */
export function subtreeOf(turns: readonly TreeNode[], rootId: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { id, parentId } of turns) {
    if (id === rootId || (parentId !== null && ids.has(parentId))) ids.add(id)
  }
  return ids
}

/** The end of the branch under a turn in which something was said last; the turn itself at an end. */
export function latestLeaf(turns: readonly TreeNode[], rootId: string): string {
  // The newest of a subtree has nothing under it: what hangs under a turn is newer.
  return [...subtreeOf(turns, rootId)].at(-1) ?? rootId
}

/** The turns that neither are deleted nor hang under one that is. */
export function withoutDeleted<T extends TreeNode>(
  turns: readonly T[],
  isDeleted: (turn: T) => boolean,
): T[] {
  const gone = new Set<string>()
  return turns.filter((turn) => {
    const isGone = isDeleted(turn) || (turn.parentId !== null && gone.has(turn.parentId))
    if (isGone) gone.add(turn.id)
    return !isGone
  })
}

/**
 * Where the head goes when a turn is deleted: to the turn above it; from the first turn to the
 * latest end of another beginning, null where there is none. `left` are the turns that stay.
 */
export function headWithout(left: readonly TreeNode[], turn: TreeNode): string | null {
  return turn.parentId ?? left.at(-1)?.id ?? null
}
