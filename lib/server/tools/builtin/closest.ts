import 'server-only'

const MOST = 3

/** Those of the names that are most like what somebody wrote; none where nothing is. */
export function closest(written: string, names: Iterable<string>): string[] {
  const wanted = written.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 2.5))
  return [...names]
    .map((name) => ({ name, away: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= most || (wanted.length > 2 && has(name, wanted)))
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST)
    .map(({ name }) => name)
}

const has = (name: string, wanted: string) => name.toLowerCase().includes(wanted)

/** How many letters are to be changed, added or taken away (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
