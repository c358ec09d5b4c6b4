import { useFormatter } from 'use-intl'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Bytes in the largest unit that leaves a whole number before the point. */
export function useByteSize(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const step = Math.floor(Math.log10(Math.max(bytes, 1)) / 3)
    const unit = UNITS[Math.min(step, UNITS.length - 1)] ?? 'byte'
    return format.number(bytes / 1000 ** UNITS.indexOf(unit), {
      style: 'unit',
      unit,
      // Bytes have no short name.
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: 1,
    })
  }
}
