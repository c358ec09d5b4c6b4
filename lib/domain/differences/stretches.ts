import type { Word } from './split-words'

/** A part of a text and how many words it has. */
export interface Part {
  text: string
  words: number
}

/** What is gone, what came for it, and what follows unchanged. */
export interface Stretch {
  removed: Part
  added: Part
  same: Part
}

/** Collects changes and what stands between them, in the order of the texts. */
export class Stretches {
  readonly #list: Stretch[] = []

  /** Words of the one text that others of the other take the place of. */
  change(removed: readonly Word[], added: readonly Word[]): void {
    this.#change(partOf(removed), partOf(added))
  }

  /** Words of both texts; the blanks after each may differ. */
  keep(before: readonly Word[], after: readonly Word[]): void {
    for (const [i, { text, gap, isWord }] of before.entries()) {
      const other = after[i]?.gap ?? ''
      let shared = 0
      while (shared < gap.length && gap[shared] === other[shared]) shared += 1
      this.#keep({ text: text + gap.slice(0, shared), words: isWord ? 1 : 0 })
      if (gap !== other) this.#change(blank(gap.slice(shared)), blank(other.slice(shared)))
    }
  }

  /** All of them, with scraps between changes taken into the changes. */
  tidied(): Stretch[] {
    const result: Stretch[] = []
    for (const stretch of this.#list) {
      result.push(stretch)
      for (;;) {
        const [first, second] = result.slice(-2)
        if (first === undefined || second === undefined || !isScrap(first, second)) break
        result.splice(-2, 2, {
          removed: sum(first.removed, first.same, second.removed),
          added: sum(first.added, first.same, second.added),
          same: second.same,
        })
      }
    }
    return result.map(withoutSharedEnd)
  }

  #change(removed: Part, added: Part): void {
    if (removed.text === '' && added.text === '') return
    const last = this.#list.at(-1)
    if (last === undefined || last.same.text !== '') {
      this.#list.push({ removed, added, same: blank('') })
      return
    }
    last.removed = sum(last.removed, removed)
    last.added = sum(last.added, added)
  }

  #keep(part: Part): void {
    const last = this.#list.at(-1)
    if (last === undefined) this.#list.push({ removed: blank(''), added: blank(''), same: part })
    else last.same = sum(last.same, part)
  }
}

/**
 * Whether what two changes leave between them is too little to read by: no word, or words at most half
 * as long as either change. Lines stay apart.
 */
function isScrap(first: Stretch, second: Stretch): boolean {
  const { text, words } = first.same
  const least = Math.min(lengthOf(first), lengthOf(second))
  return least > 0 && !text.includes('\n') && (words === 0 || 2 * text.length <= least)
}

function lengthOf({ removed, added }: Stretch): number {
  return Math.max(removed.text.length, added.text.length)
}

/** The blanks that what is gone and what came for it both end with are unchanged. */
function withoutSharedEnd({ removed, added, same }: Stretch): Stretch {
  let length = 0
  while (/\s/.test(removed.text.at(-1 - length) ?? '')) {
    if (removed.text.at(-1 - length) !== added.text.at(-1 - length)) break
    length += 1
  }
  const end = removed.text.slice(removed.text.length - length)
  const cut = (part: Part) => ({ ...part, text: part.text.slice(0, part.text.length - length) })
  return { removed: cut(removed), added: cut(added), same: { ...same, text: end + same.text } }
}

function partOf(words: readonly Word[]): Part {
  return {
    text: words.map(({ text, gap }) => text + gap).join(''),
    words: words.filter(({ isWord }) => isWord).length,
  }
}

function blank(text: string): Part {
  return { text, words: 0 }
}

function sum(...parts: readonly Part[]): Part {
  return {
    text: parts.map(({ text }) => text).join(''),
    words: parts.reduce((count, { words }) => count + words, 0),
  }
}
