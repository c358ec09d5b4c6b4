import { type DecimalMark, withPoint } from '@/lib/domain/files/table/decimal-mark'
import {
  exactNumber,
  isIsoDate,
  isMissing,
  readNumber,
  typeOfWords,
  VALUE_TYPES,
  type ValueType,
} from '@/lib/domain/files/table/read-value'
import { Sample } from './sample'

/** What is known of a column. */
export interface ColumnFacts {
  type: ValueType
  /** Rows that were looked at. */
  counted: number
  missing: number
  /** Values that are not of the type. */
  others: number
  distinct: number
  /** Of more different values than that, the further ones are not counted. */
  isMoreThanDistinct: boolean
  top: { value: string; count: number }[]
  numbers: NumberFacts | null
  dates: { first: string; last: string } | null
}

export interface NumberFacts {
  /** A whole number that a double would round is a bigint. */
  min: number | bigint
  max: number | bigint
  mean: number
  median: number
  /** The median and the bars are of this many of the numbers; null where they are of all. */
  sampled: number | null
  /** How many of them lie in each of as many equal parts of what is between the least and the greatest. */
  bars: number[]
}

/** How much is kept of each column. */
export interface Room {
  distinct: number
  sample: number
}

/** What there is room for of each of so many columns. */
export function roomFor(columns: number): Room {
  const share = (all: number, least: number, most: number) =>
    Math.min(most, Math.max(least, Math.floor(all / columns)))
  return { distinct: share(200_000, 100, 10_000), sample: share(1_000_000, 500, 10_000) }
}

const TOP = 8
const BARS = 20
/** The characters of all different values of a column that are kept. */
const MOST_CHARACTERS = 1_000_000
/** As many of the values need to be of a type for the column to be. */
const ENOUGH = 0.95

/** A field's value: spaces around it mean nothing. */
export function trimmed(field: string): string {
  return /^\s|\s$/.test(field) ? field.trim() : field
}

/** Counts the values of a column as they come. */
export class ColumnCount {
  readonly #room: Room
  readonly #decimal: DecimalMark
  readonly #values = new Map<string, number>()
  readonly #types: Record<ValueType, number> = { number: 0, date: 0, boolean: 0, text: 0 }
  readonly #sample: Sample
  #counted = 0
  #missing = 0
  #characters = 0
  #isFull = false
  #min: number | bigint = Number.POSITIVE_INFINITY
  #max: number | bigint = Number.NEGATIVE_INFINITY
  #sum = 0
  #first: string | null = null
  #last: string | null = null

  constructor(room: Room, decimal: DecimalMark) {
    this.#room = room
    this.#decimal = decimal
    this.#sample = new Sample(room.sample)
  }

  add(field: string): void {
    const value = trimmed(field)
    this.#counted += 1
    if (isMissing(value)) {
      this.#missing += 1
      return
    }
    this.#count(value)
    const text = withPoint(value, this.#decimal)
    const number = readNumber(text)
    if (number !== null) this.#addNumber(number, text)
    else this.#addWords(value)
  }

  facts(): ColumnFacts {
    const present = this.#counted - this.#missing
    const type =
      VALUE_TYPES.find((one) => present > 0 && this.#types[one] >= ENOUGH * present) ?? 'text'
    return {
      type,
      counted: this.#counted,
      missing: this.#missing,
      others: type === 'text' ? 0 : present - this.#types[type],
      distinct: this.#values.size,
      isMoreThanDistinct: this.#isFull,
      top: this.#top(),
      numbers: type === 'number' ? this.#numberFacts() : null,
      dates:
        type === 'date' && this.#first !== null && this.#last !== null
          ? { first: this.#first, last: this.#last }
          : null,
    }
  }

  #count(value: string): void {
    const known = this.#values.get(value)
    if (known !== undefined) this.#values.set(value, known + 1)
    else if (!this.#isFull) {
      const characters = this.#characters + value.length
      this.#isFull = this.#values.size >= this.#room.distinct || characters > MOST_CHARACTERS
      if (this.#isFull) return
      this.#characters = characters
      this.#values.set(value, 1)
    }
  }

  #addNumber(number: number, value: string): void {
    this.#types.number += 1
    this.#sum += number
    const exact = exactNumber(value, number)
    if (exact < this.#min) this.#min = exact
    if (exact > this.#max) this.#max = exact
    this.#sample.add(number)
  }

  #addWords(value: string): void {
    const type = typeOfWords(value)
    this.#types[type] += 1
    if (type !== 'date' || !isIsoDate(value)) return
    if (this.#first === null || value < this.#first) this.#first = value
    if (this.#last === null || value > this.#last) this.#last = value
  }

  /** The most frequent; none where each value is another. */
  #top(): ColumnFacts['top'] {
    const sorted = [...this.#values].sort(([, a], [, b]) => b - a)
    if ((sorted[0]?.[1] ?? 0) <= 1) return []
    return sorted.slice(0, TOP).map(([value, count]) => ({ value, count }))
  }

  #numberFacts(): NumberFacts {
    const sorted = this.#sample.sorted()
    const middle = Math.floor(sorted.length / 2)
    const upper = sorted[middle] ?? Number.NaN
    const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper
    return {
      min: this.#min,
      max: this.#max,
      mean: this.#sum / this.#types.number,
      median: (lower + upper) / 2,
      sampled: this.#sample.isWhole ? null : this.#sample.size,
      bars: barsOf(sorted, Number(this.#min), Number(this.#max)),
    }
  }
}

function barsOf(sorted: Float64Array, min: number, max: number): number[] {
  const bars = Array.from({ length: BARS }, () => 0)
  const width = (max - min) / BARS
  // One value alone, or a range that no number can say.
  if (!(width > 0 && Number.isFinite(width))) return []
  for (const number of sorted) {
    const bar = Math.min(BARS - 1, Math.floor((number - min) / width))
    bars[bar] = (bars[bar] ?? 0) + 1
  }
  return bars
}
