/** A stretch that two texts share: where it begins in each, and its length. */
interface Stretch {
  wanted: number
  text: number
  length: number
}

/** From this many signs on a passage may be recognised by parts of it. */
const SHORTEST = 12
/** So many signs are alike by chance, now and then. */
const LONGEST_SEED = 8
const MOST_PLACES = 8
const MOST_STRETCHES = 300
/** Between two parts of a passage lie at most a foot, a head, a figure with its words. */
const MOST_BETWEEN = 2000
/** The share of a passage that must be there. */
const ENOUGH = 0.6
/** What is left of a stretch after a chance likeness at its end. */
const LEAST_GAIN = 3

/**
 * The parts of a text that, one after the other, make up most of what is wanted; null where there are
 * none. A head between two pages, a word that differs, a sign that was read wrongly lie between them.
 */
export function alignParts(wanted: string, text: string): { start: number; end: number }[] | null {
  if (wanted.length < SHORTEST) return null
  const chain = bestChain(sharedStretches(wanted, text))
  const covered = chain.reduce((sum, { length }) => sum + length, 0)
  if (covered < ENOUGH * wanted.length) return null
  const parts: { start: number; end: number }[] = []
  let before: Stretch | null = null
  for (const stretch of chain) {
    const last = parts.at(-1)
    const end = stretch.text + stretch.length
    if (last !== undefined && before !== null && isSmallGap(before, stretch)) last.end = end
    else parts.push({ start: stretch.text, end })
    before = stretch
  }
  return parts
}

/** A difference in reading is as long in both texts, about; what lies between pages is in one alone. */
function isSmallGap(before: Stretch, after: Stretch): boolean {
  const missing = after.wanted - before.wanted - before.length
  return after.text - before.text - before.length <= 2 * missing + 8
}

function sharedStretches(wanted: string, text: string): Stretch[] {
  const size = Math.min(LONGEST_SEED, Math.max(3, Math.floor(wanted.length / 4)))
  const seeds = seedsOf(wanted, size)
  const open = new Map<number, Stretch>()
  const all: Stretch[] = []
  for (let at = 0; at + size <= text.length; at++) {
    for (const place of seeds.get(text.slice(at, at + size)) ?? []) {
      const growing = open.get(at - place)
      if (growing !== undefined && growing.text + growing.length >= at) {
        growing.length = at + size - growing.text
      } else {
        const stretch = { wanted: place, text: at, length: size }
        open.set(at - place, stretch)
        all.push(stretch)
      }
    }
  }
  const longest = all.sort((one, other) => other.length - one.length).slice(0, MOST_STRETCHES)
  return longest.sort((one, other) => one.text - other.text || one.wanted - other.wanted)
}

function seedsOf(wanted: string, size: number): Map<string, number[]> {
  const seeds = new Map<string, number[]>()
  for (let at = 0; at + size <= wanted.length; at++) {
    const seed = wanted.slice(at, at + size)
    const places = seeds.get(seed)
    if (places === undefined) seeds.set(seed, [at])
    else if (places.length < MOST_PLACES) places.push(at)
  }
  return seeds
}

interface Link {
  /** The stretch, without what the one before it has already. */
  stretch: Stretch
  before: Link | null
  score: number
}

/** The stretches that follow each other in both texts and cover most, close together. */
function bestChain(stretches: readonly Stretch[]): Stretch[] {
  const links: Link[] = []
  let best: Link | null = null
  for (const stretch of stretches) {
    let link: Link = { stretch, before: null, score: stretch.length }
    for (const before of links) {
      const next = follow(before, stretch)
      if (next !== null && next.score > link.score) link = next
    }
    links.push(link)
    if (best === null || link.score > best.score) best = link
  }
  const chain: Stretch[] = []
  for (let link = best; link !== null; link = link.before) chain.unshift(link.stretch)
  return chain
}

function follow(before: Link, { wanted, text, length }: Stretch): Link | null {
  const [wantedEnd, textEnd] = [
    before.stretch.wanted + before.stretch.length,
    before.stretch.text + before.stretch.length,
  ]
  const shared = Math.max(0, wantedEnd - wanted, textEnd - text)
  const gap = text + shared - textEnd
  if (length - shared < LEAST_GAIN || gap > MOST_BETWEEN) return null
  const stretch = { wanted: wanted + shared, text: text + shared, length: length - shared }
  return { stretch, before, score: before.score + stretch.length - 1 - gap / 200 }
}
