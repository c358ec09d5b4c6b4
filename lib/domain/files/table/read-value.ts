/** What a value of a table may be. */
export const VALUE_TYPES = ['number', 'date', 'boolean', 'text'] as const
export type ValueType = (typeof VALUE_TYPES)[number]

/** What stands for no value at all. */
const MISSING = new Set(['', 'na', 'n/a', '#n/a', 'null', 'nan'])
const LONGEST_MISSING = 4

/** True for a field that holds no value. */
export function isMissing(value: string): boolean {
  return value.length <= LONGEST_MISSING && MISSING.has(value.toLowerCase())
}

// No number begins with a needless zero: those are codes, such as a postcode's.
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/
const LONGEST_NUMBER = 40

/** Most fields are told apart by their first letter, which costs far less than an expression. */
const beginsLikeNumber = (value: string) => value.charCodeAt(0) <= 0x39

/** The number that a field is; null for another. */
export function readNumber(value: string): number | null {
  if (value.length > LONGEST_NUMBER || !beginsLikeNumber(value)) return null
  if (NUMBER.test(value)) return Number(value)
  return GROUPED.test(value) ? Number(value.replaceAll(',', '')) : null
}

const WHOLE = /^[+-]?\d+$/

/** What `readNumber` read, with all its digits: those of a long id are more than a double has. */
export function exactNumber(value: string, read: number): number | bigint {
  if (Number.isSafeInteger(read) || !Number.isInteger(read)) return read
  const digits = value.replaceAll(',', '')
  return WHOLE.test(digits) ? BigInt(digits) : read
}

const ISO_DATE =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const OTHER_DATE =
  /^(?:\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/
const BOOLEAN = /^(?:true|false|yes|no|是|否)$/i

/** What a field that is no number is. */
export function typeOfWords(value: string): ValueType {
  if (value.length > LONGEST_NUMBER) return 'text'
  if (!beginsLikeNumber(value)) return value.length <= 5 && BOOLEAN.test(value) ? 'boolean' : 'text'
  return ISO_DATE.test(value) || OTHER_DATE.test(value) ? 'date' : 'text'
}

/** A date whose order among others is that of its letters. */
export const isIsoDate = (value: string) => ISO_DATE.test(value)
