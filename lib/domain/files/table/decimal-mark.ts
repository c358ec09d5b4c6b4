/** What stands before the decimals: 3.5, or 3,5 as much of Europe writes it. */
export type DecimalMark = '.' | ','

const LONGEST_NUMBER = 40

/** A number of a table as `readNumber` knows it: with a point before its decimals. */
export function withPoint(value: string, decimal: DecimalMark): string {
  if (decimal === '.' || value.length > LONGEST_NUMBER) return value
  return value.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
}

/** Numbers that can be read in one way only: 3,5 and 0,125 and 1234,567 and 1.234,50; and the same with a point. */
const SURE: Readonly<Record<DecimalMark, RegExp>> = {
  ',': /^-?(?:\d+,(?:\d{1,2}|\d{4,})|(?:0|\d{4,}),\d+|\d{1,3}(?:\.\d{3})+,\d+)$/,
  '.': /^-?(?:\d+\.(?:\d{1,2}|\d{4,})|(?:0|\d{4,})\.\d+|\d{1,3}(?:,\d{3})+\.\d+)$/,
}
/** A little more than one, or more than a thousand. */
const UNSURE = /^-?[1-9]\d{0,2},\d{3}$/

/**
 * What stands before the decimals of a table: what most of its numbers say that can be read in one way
 * only. Where none says it, that is a comma in a table with semicolons, as a rule, and a point in others.
 * `note` says what was taken a comma for; where commas part the cells that is nothing but thousands.
 */
export function decimalMarkOf(
  cells: readonly string[],
  delimiter: string,
): { decimal: DecimalMark; note: string | null } {
  if (delimiter === ',') return { decimal: '.', note: null }
  const count = (form: RegExp) => cells.filter((cell) => form.test(cell)).length
  const [commas, points, unsure] = [count(SURE[',']), count(SURE['.']), count(UNSURE)]
  const isComma = commas === points ? delimiter === ';' && unsure > 0 : commas > points
  if (isComma) {
    const note = 'Numbers were read with a comma before their decimals: 1,234 is less than two.'
    return { decimal: ',', note }
  }
  const note = 'Commas in numbers were read as parting thousands: 1,234 is more than a thousand.'
  return { decimal: '.', note: unsure > 0 ? note : null }
}
