import { useFormatter } from 'use-intl'

const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Bytes in the largest unit that leaves a whole number before the point. */
export function useByteSize(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const step = Math.floor(Math.log10(Math.max(bytes, 1)) / 3)
    const power = Math.min(Math.max(step, 1), UNITS.length)
    return format.number(bytes / 1000 ** power, {
      style: 'unit',
      unit: UNITS[power - 1] ?? 'kilobyte',
      maximumFractionDigits: 1,
    })
  }
}
