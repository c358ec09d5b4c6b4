import 'server-only'
import { distanceOf } from '@/lib/domain/json-text/nearest'

const MOST = 3

/** Those of the names that are most like what somebody wrote; none where nothing is. */
export function closest(written: string, names: Iterable<string>): string[] {
  const wanted = written.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 2.5))
  return [...names]
    .map((name) => ({ name, away: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= most || (wanted.length > 2 && has(name, wanted)))
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST)
    .map(({ name }) => name)
}

const has = (name: string, wanted: string) => name.toLowerCase().includes(wanted)
