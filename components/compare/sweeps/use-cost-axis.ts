import { axisMarks } from '@/lib/domain/timeline/lanes'
import { useFineDollars } from './use-fine-dollars'

/** Marks are whole numbers: costs are counted in parts of a dollar for them. */
const PARTS = 1e12
const CENTS = 2

/** The marks of an axis from 0 to so many dollars, and their words: as many digits as tell them apart. */
export function useCostAxis(most: number): { at: number; text: string }[] {
  const dollars = useFineDollars()
  const marks = axisMarks(most * PARTS).map((part) => part / PARTS)
  const [, step = most] = marks
  const digits = Math.max(CENTS, -Math.floor(Math.log10(step) + SLIP))
  return marks.map((at) => ({ at, text: dollars(at, digits) }))
}

/** What a logarithm of a power of ten may be short of. */
const SLIP = 1e-9
