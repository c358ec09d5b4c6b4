import { CAPABILITIES, type Capability } from '../capabilities'
import { LIVES, type Life } from '../lifecycle'
import { type ModelChoice, readChoices, writeChoices } from '../model-choice'

/** What the catalog can be ordered by. */
export const CATALOG_ORDERS = [
  ...(['name', 'place', 'context', 'output', 'life', 'price'] as const),
  ...(['runs', 'firstToken', 'tokensPerSecond', 'cost'] as const),
] as const
export type CatalogOrder = (typeof CATALOG_ORDERS)[number]

/** What the catalog shows, as its address says it. */
export interface CatalogView {
  q?: string | undefined
  upstream?: string | undefined
  life?: Life | undefined
  /** What a model must be able to do. */
  can?: Capability | undefined
  order?: CatalogOrder | undefined
  /** The largest first, in that order. */
  isDown?: boolean | undefined
  /** The models that are chosen, in the order in which they were. */
  chosen: readonly ModelChoice[]
}

const MOST_CHARACTERS = 200

/** Reads the query of an address; what makes no sense is left out. */
export function readCatalogView(search: string): CatalogView {
  const query = new URLSearchParams(search)
  const text = (name: string) => (query.get(name) ?? '').slice(0, MOST_CHARACTERS)
  const sort = text('sort')
  const q = text('q')
  const upstream = text('upstream')
  const life = LIVES.find((one) => one === query.get('life'))
  const can = CAPABILITIES.find((one) => one === query.get('can'))
  const order = CATALOG_ORDERS.find((one) => one === sort.replace(/^-/, ''))
  return {
    ...(q === '' ? {} : { q }),
    ...(upstream === '' ? {} : { upstream }),
    ...(life === undefined ? {} : { life }),
    ...(can === undefined ? {} : { can }),
    ...(order === undefined ? {} : { order, isDown: sort.startsWith('-') }),
    chosen: readChoices(query.get('models') ?? ''),
  }
}

/** The query of an address, with its `?` where there is any. */
export function writeCatalogView(view: CatalogView): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'upstream', 'life', 'can'] as const) {
    const value = view[name] ?? ''
    if (value !== '') query.set(name, value)
  }
  if (view.order !== undefined) query.set('sort', (view.isDown === true ? '-' : '') + view.order)
  const models = view.chosen.length === 0 ? '' : `models=${writeChoices(view.chosen)}`
  const text = [query.toString(), models].filter(Boolean).join('&')
  return text === '' ? '' : `?${text}`
}

/** Whether some models may be left out. */
export function isNarrowed({ q, upstream, life, can }: CatalogView): boolean {
  return [q, upstream, life, can].some((value) => value !== undefined && value !== '')
}

/** The view after its order was asked to be this: its usual way, then the other, then the catalog's own. */
export function nextOrder(view: CatalogView, order: CatalogOrder): CatalogView {
  const { order: before, isDown, ...rest } = view
  if (before !== order) return { ...rest, order, isDown: false }
  return isDown === true ? rest : { ...rest, order, isDown: true }
}
