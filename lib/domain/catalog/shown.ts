import { hasCapability } from '../capabilities'
import { LIVES } from '../lifecycle'
import { foldText, searchWords } from '../search-text'
import type { CatalogEntry } from './entry'
import type { CatalogOrder, CatalogView } from './view'

/** What a view shows of the catalog, in its order; what is not known of a model stands last either way. */
export function shownEntries(entries: readonly CatalogEntry[], view: CatalogView): CatalogEntry[] {
  const words = searchWords(view.q ?? '')
  const shown = entries.filter(
    (entry) =>
      (view.upstream === undefined || entry.upstream === view.upstream) &&
      (view.life === undefined || entry.life === view.life) &&
      (view.can === undefined || hasCapability(entry.model, view.can) === true) &&
      hasWords(entry, words),
  )
  const { order } = view
  if (order === undefined) return shown
  const sign = view.isDown === true ? -1 : 1
  return shown.sort((a, b) => compare(VALUES[order](a), VALUES[order](b), sign))
}

function hasWords({ name, place, model, line }: CatalogEntry, words: readonly string[]): boolean {
  const text = foldText([name, model.display_name, model.id, place, line ?? ''].join(' '))
  return words.every((word) => text.includes(word))
}

type Value = string | number | null

const VALUES: Readonly<Record<CatalogOrder, (entry: CatalogEntry) => Value>> = {
  name: ({ name }) => name,
  place: ({ place }) => place,
  context: ({ model }) => model.max_input_tokens ?? null,
  output: ({ model }) => model.max_tokens ?? null,
  life: lifeValue,
  price: ({ isSandbox, price }) => (isSandbox ? 0 : (price?.price.input ?? null)),
  runs: ({ measure }) => measure?.runs ?? null,
  firstToken: ({ measure }) => measure?.firstToken?.median ?? null,
  tokensPerSecond: ({ measure }) => measure?.tokensPerSecond?.median ?? null,
  cost: ({ measure }) => measure?.cost?.median ?? null,
}

/** As text: the current ones, then those that end, the sooner before the later, then those that ended. */
function lifeValue({ life, model }: CatalogEntry): string | null {
  return life === null ? null : `${LIVES.indexOf(life)} ${model.retires_at ?? ''}`
}

function compare(a: Value, b: Value, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * String(a).localeCompare(String(b), undefined, { numeric: true })
}
