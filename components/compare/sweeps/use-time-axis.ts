import { useFormatter, useTranslations } from 'use-intl'

/** Marks stand no nearer to each other, px. */
const NEAREST = 56

/** The marks of a time axis that have room, and their words: as many digits as tell them apart. */
export function useTimeAxis(
  marks: readonly number[],
  width: number,
): { at: number; text: string }[] {
  const t = useTranslations('chat')
  const format = useFormatter()
  const [first = 0, second = first + 1] = marks
  const most = Math.max(1, Math.floor(width / NEAREST))
  const every = Math.ceil(marks.length / most)
  const step = (second - first) * every
  const digits = Math.max(0, Math.min(3, -Math.floor(Math.log10(step / 1000))))
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return marks
    .filter((_, index) => index % every === 0)
    .map((at) => ({ at, text: t('seconds', { value: format.number(at / 1000, style) }) }))
}
