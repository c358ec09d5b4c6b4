/** A text without what differs between two readings of a page, and where each of its signs stood. */
export interface Folded {
  signs: string
  /** Of each sign, where in the text it begins and ends. */
  starts: number[]
  ends: number[]
}

/** Letters and digits: neither white space nor hyphens, quotes or dashes. */
export const LETTERS = /[\p{L}\p{N}]/u
/** All that is seen but hyphens and dashes, which are also put where a line ends. */
export const SIGNS = /[^\s\p{M}\p{Pd}\p{C}]/u

const CAPITAL_A = 0x41
const CAPITAL_Z = 0x5a
const ASCII_END = 0x80

/** Ligatures, widths and accents taken apart, in small letters; of that only what is `kept`. */
export function foldSigns(text: string, kept: RegExp): Folded {
  const known = new Map<string, string>()
  const starts: number[] = []
  const ends: number[] = []
  let signs = ''
  let at = 0
  for (const sign of text) {
    const end = at + sign.length
    const folded = known.get(sign) ?? foldSign(sign, kept)
    known.set(sign, folded)
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(at)
      ends.push(end)
    }
    signs += folded
    at = end
  }
  return { signs, starts, ends }
}

function foldSign(sign: string, kept: RegExp): string {
  const code = sign.charCodeAt(0)
  if (code < ASCII_END) {
    const isCapital = code >= CAPITAL_A && code <= CAPITAL_Z
    return isCapital ? String.fromCharCode(code + 32) : kept.test(sign) ? sign : ''
  }
  return [...sign.normalize('NFKD').toLowerCase().normalize('NFKD')]
    .filter((part) => kept.test(part))
    .join('')
}
