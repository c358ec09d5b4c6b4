import type { ComponentType } from 'react'
import { CATALOG_ORDERS, type CatalogOrder } from '@/lib/domain/catalog/view'
import { AbilityFact, type FactProps, LifeFact, PlaceFact, UseFact } from './facts'
import {
  ContextFact,
  CostFact,
  FirstTokenFact,
  OutputFact,
  PriceFact,
  RateFact,
  RunsFact,
} from './figures'

export type ColumnName = Exclude<CatalogOrder, 'name'> | 'use' | 'can'

interface Column {
  name: ColumnName
  isNumber: boolean
  Fact: ComponentType<FactProps>
}

/** What is said of each model beside its name, in the order of the table. */
export const COLUMNS: readonly Column[] = [
  { name: 'place', isNumber: false, Fact: PlaceFact },
  { name: 'use', isNumber: false, Fact: UseFact },
  { name: 'context', isNumber: true, Fact: ContextFact },
  { name: 'output', isNumber: true, Fact: OutputFact },
  { name: 'life', isNumber: false, Fact: LifeFact },
  { name: 'can', isNumber: false, Fact: AbilityFact },
  { name: 'price', isNumber: true, Fact: PriceFact },
  { name: 'runs', isNumber: true, Fact: RunsFact },
  { name: 'firstToken', isNumber: true, Fact: FirstTokenFact },
  { name: 'tokensPerSecond', isNumber: true, Fact: RateFact },
  { name: 'cost', isNumber: true, Fact: CostFact },
]

/** By what a column puts the table in order; null where it does not. */
export function orderOf(name: ColumnName | 'name'): CatalogOrder | null {
  return CATALOG_ORDERS.find((order) => order === name) ?? null
}
