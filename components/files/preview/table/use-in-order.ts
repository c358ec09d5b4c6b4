import { useState } from 'react'
import type { TableLink } from './table-link'

/** What holds only while a table's rows stand as they do; null as soon as they stand otherwise. */
export function useInOrder<T>(link: TableLink, orders: number) {
  const [held, setHeld] = useState<{ value: T | null; orders: number } | null>(null)
  const hold = (value: T | null) => setHeld({ value, orders: link.read().orders })
  return [held?.orders === orders ? held.value : null, hold] as const
}
