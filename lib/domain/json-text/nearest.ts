/** The known word that somebody most likely meant by a misspelt one; null where none is near. */
export function nearestWord(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  const most = Math.max(1, Math.floor(word.length / 3))
  let nearest: string | null = null
  let least = most + 1
  for (const one of known) {
    if (Math.abs(one.length - word.length) > most) continue
    const distance = distanceOf(wanted, one.toLowerCase())
    if (distance < least) [nearest, least] = [one, distance]
  }
  return nearest
}

/** How many letters must be added, taken away, changed or swapped with the next. */
export function distanceOf(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + cost,
        isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}
