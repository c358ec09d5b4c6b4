'use client'

import { useCompareView } from '@/lib/client/comparison/compare-view'
import { CompareStart } from './compare-start'
import { ComparisonView } from './comparison-view'

/** A comparison, or where one is begun. */
export function CompareScreen() {
  const { id } = useCompareView()
  return id === null ? <CompareStart /> : <ComparisonView key={id} id={id} />
}
