import 'server-only'
import { analyse } from 'chardet'

/** How the encodings' own mark at the beginning looks. */
const MARKS: readonly [string, string][] = [
  ['utf-8', '\xef\xbb\xbf'],
  ['utf-16le', '\xff\xfe'],
  ['utf-16be', '\xfe\xff'],
]
const WIDE = ['utf-16le', 'utf-16be']

/** As long as statistics need a text to be, a shorter one is repeated. */
const ENOUGH = 2048
/** What chardet says of one that fits and of which it knows no more. */
const NO_MORE_THAN_FITTING = 10
/** Where several fit: the one that most texts have whose bytes are all high, and whose are not. */
const LIKELY_HIGH = ['gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis']
const LIKELY_LOW = ['shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp']
const LAST_RESORT = { label: 'windows-1252', confidence: 1 }

/** The encoding that a file's first bytes, as Latin-1, say themselves. */
export function markedEncoding(head: string): string | null {
  return MARKS.find(([, mark]) => head.startsWith(mark))?.[0] ?? null
}

/**
 * The UTF-16 of a text without a mark, by the zero bytes of its ASCII characters; null where it is
 * none. Of the two, the one that makes more of it ASCII: "一" and blanks have a zero byte the other way round.
 */
export function unmarkedUtf16(head: Uint8Array): string | null {
  const even = head.subarray(0, head.length - (head.length % 2))
  // An ASCII text with a few zero bytes would read as Chinese.
  const least = even.every((byte) => byte < 0x80) ? even.length / 4 : 0
  const [best] = WIDE.map((encoding) => ({ encoding, text: decodeStrictly(even, encoding) }))
    .flatMap(({ encoding, text }) => (text === null ? [] : [{ encoding, score: scoreOf(text) }]))
    .filter(({ score }) => score > least)
    .sort((a, b) => b.score - a.score)
  return best?.encoding ?? null
}

/** How much of a text is ASCII; none where it holds what no text does. */
function scoreOf(text: string): number {
  if (/[^\P{C}\t\n\r\f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(text)) return 0
  return text.replaceAll(/[^\t\n\r -~、-。]/g, '').length
}

/**
 * Encodings that a text may have that is not UTF-8, the likeliest first; none where it is a damaged
 * UTF-8. The sample begins with a byte that is not ASCII.
 */
export function likelyEncodings(sample: Uint8Array): string[] {
  if (isDamagedUtf8(sample)) return []
  const times = Math.ceil(ENOUGH / sample.length)
  const known = analyse(Buffer.concat(Array.from({ length: times }, () => sample)))
    .filter(({ name, confidence }) => confidence > 0 && !NOT_ASKED.test(name))
    .map(({ name, confidence }) => ({ label: labelOf(name), confidence }))
  const likely = sample.some((byte) => byte > 0x7f && byte < 0xa1) ? LIKELY_LOW : LIKELY_HIGH
  const ranked = [...known, LAST_RESORT].flatMap(({ label, confidence }) => {
    const text = label === null ? null : decodeStrictly(sample, label)
    if (label === null || text === null || /[\x80-\x9f]/.test(text)) return []
    const among = confidence === NO_MORE_THAN_FITTING ? 1 / (2 + likely.indexOf(label)) : 0
    return [{ label, rank: isUnlikely(label, text) ? 0 : confidence + among }]
  })
  return [...new Set(ranked.sort((a, b) => b.rank - a.rank).map(({ label }) => label))]
}

const NOT_ASKED = /^(?:UTF|ASCII)/

/** True for a text whose characters are UTF-8 but for a few: as anything else it would be nonsense. */
function isDamagedUtf8(sample: Uint8Array): boolean {
  const foreign = new TextDecoder()
    .decode(sample, { stream: true })
    .replaceAll(/[^\x80-\uffff]/g, '')
  return foreign.replaceAll('\ufffd', '').length > 0.9 * foreign.length
}

/** Encodings of the Latin script, whose texts are ASCII letters for the most part. */
const LATIN = /^(?:windows-125[02478]|iso-8859-(?:[1-4]|9|1[03-6]))$/

function isUnlikely(label: string, text: string): boolean {
  if (!LATIN.test(label)) return false
  const letters = text.replaceAll(/[^A-Za-z]/g, '').length
  return text.replaceAll(/[ -~\s]/g, '').length > letters
}

/** As `TextDecoder` calls it; null for one that it does not know. */
function labelOf(name: string): string | null {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

/** Null for bytes that are not of this encoding; the last character may be cut off. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return null
  }
}
