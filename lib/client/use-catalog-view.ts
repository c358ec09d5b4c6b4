import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import {
  type CatalogOrder,
  type CatalogView,
  nextOrder,
  readCatalogView,
  writeCatalogView,
} from '@/lib/domain/catalog/view'
import { choiceKey, type ModelChoice } from '@/lib/domain/model-choice'
import { changeAddress } from './change-address'

/** What the catalog shows and which of it is chosen, kept in the address, and the ways to change them. */
export function useCatalogView() {
  const text = useSearchParams().toString()
  const view = useMemo(() => readCatalogView(text), [text])
  return { view, narrow, order, toggle, clear, clearChosen }
}

/** A part of the address, as it is written there; '' takes it away. */
function narrow(part: 'q' | 'upstream' | 'life' | 'can' | 'sort', value: string): void {
  changeAddress('replace', ({ search }) => {
    const next = new URLSearchParams(search)
    next.set(part, value)
    return pathOf(readCatalogView(next.toString()))
  })
}

function order(by: CatalogOrder): void {
  change((view) => nextOrder(view, by))
}

/** Chooses a model, or no longer. */
function toggle(choice: ModelChoice): void {
  const key = choiceKey(choice)
  change((view) => {
    const others = view.chosen.filter((one) => choiceKey(one) !== key)
    const wasChosen = others.length < view.chosen.length
    return { ...view, chosen: wasChosen ? others : [...others, choice] }
  })
}

/** All models again, in their order and with those that are chosen. */
function clear(): void {
  change(({ order: by, isDown, chosen }) => ({ order: by, isDown, chosen }))
}

function clearChosen(): void {
  change((view) => ({ ...view, chosen: [] }))
}

function change(next: (view: CatalogView) => CatalogView): void {
  changeAddress('replace', ({ search }) => pathOf(next(readCatalogView(search))))
}

const pathOf = (view: CatalogView) => `/catalog${writeCatalogView(view)}`
