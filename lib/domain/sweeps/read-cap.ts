import { HIGHEST_CAP } from './sweep'

const AMOUNT = /^(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?$/

/** The cap that was typed, USD; null where it is no amount, or more than any may be. */
export function readCap(text: string): number | null {
  // Digits and commas of a Chinese keyboard may be wide ones.
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').replace(/^\$/, '')
  if (!(AMOUNT.test(plain) && /\d/.test(plain))) return null
  const value = Number(plain.replaceAll(',', ''))
  return value <= HIGHEST_CAP ? value : null
}
