import 'server-only'
import { CHINESE, ENGLISH } from './lexicon'

/** Longest word of the Chinese table. */
const LONGEST_HAN = Math.max(...Array.from(CHINESE.keys(), (word) => word.length))

/** Words that say nothing about what a text is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those and or but if then than so as of for to in on at by with from into about
  is are was were be been being am do does did done have has had can could will would shall should may might must
  i me my mine you your yours he him his she her hers it its we us our they them their who whom whose which what
  when where why how please tell give show let want need like just also there here not no yes ok hello hi hey
  thanks thank get gets getting any some all each every both either more most other such only own same very too
  now current currently e.g eg etc i.e ie use used using via per returns return given optional required value
  s t re ve ll d m don isn aren doesn`.split(/\s+/),
)

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word)

/** The words of a text or of an identifier in snake or camel case, in lower case; Han runs are words. */
export function wordsOf(text: string): string[] {
  const spaced = text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/\be-mail/gi, 'email')
  return Array.from(
    spaced.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu),
    ([word]) => word,
  ).flatMap((word) =>
    /\p{Script=Han}/u.test(word)
      ? (word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
      : word,
  )
}

const ENDINGS: readonly [ending: RegExp, stem: string][] = [
  [/ies$/, 'y'],
  [/(ss|us|is)$/, '$1'],
  [/(x|ch|sh|ss)es$/, '$1'],
  [/s$/, ''],
]

/** An English word without the endings of grammar: plural, -ing, -ed, mute e. */
export function stem(word: string): string {
  if (word.length <= 3) return word
  const row = ENDINGS.find(([ending]) => ending.test(word))
  const single = row === undefined ? word : word.replace(row[0], row[1])
  const bare = single.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '').replace(/([bdgmnprt])\1$/, '$1')
  return bare.length > 4 ? bare.replace(/e$/, '') : bare
}

const CONCEPTS_BY_STEM = new Map<string, readonly string[]>(
  Array.from(ENGLISH, ([word, concepts]) => [stem(word), concepts]),
)

/** What an English word stands for: its concepts, else its stem. */
export function termsOfWord(word: string): readonly string[] {
  const concepts = ENGLISH.get(word) ?? CONCEPTS_BY_STEM.get(stem(word))
  return concepts === undefined ? [stem(word)] : concepts.map((concept) => `@${concept}`)
}

/** What a text is about: concepts (`@weather`), stems of other words, pairs of Han characters. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  for (const word of wordsOf(text)) {
    if (/\p{Script=Han}/u.test(word)) for (const term of hanTerms(word)) terms.add(term)
    else if (!isStopWord(word)) for (const term of termsOfWord(word)) terms.add(term)
  }
  return terms
}

/** The concepts named in a run of Han characters, the longest words first. */
export function hanTerms(run: string): string[] {
  const terms: string[] = []
  let loose = ''
  for (let at = 0; at < run.length; ) {
    const word = hanWordAt(run, at)
    if (word === null) {
      loose += run[at]
      at++
    } else {
      terms.push(...(CHINESE.get(word) ?? []).map((concept) => `@${concept}`), ...pairsOf(loose))
      loose = ''
      at += word.length
    }
  }
  return [...terms, ...pairsOf(loose)]
}

/** The longest word of the Chinese table that begins at a place; null where there is none. */
export function hanWordAt(text: string, at: number): string | null {
  for (let length = Math.min(LONGEST_HAN, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    if (CHINESE.has(word)) return word
  }
  return null
}

const pairsOf = (loose: string): string[] =>
  Array.from({ length: Math.max(0, loose.length - 1) }, (_, at) => loose.slice(at, at + 2))
