import { useFormatter } from 'use-intl'

/** A day of a model's life; null for none, and for the epoch, which servers say that know no day. */
export function useDay(): (at: string | null | undefined) => string | null {
  const format = useFormatter()
  return (at) => {
    const date = new Date(at ?? '')
    if (Number.isNaN(date.getTime()) || date.getTime() === 0) return null
    return format.dateTime(date, { dateStyle: 'medium', timeZone: 'UTC' })
  }
}
