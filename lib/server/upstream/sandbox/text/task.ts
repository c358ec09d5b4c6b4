import 'server-only'
import type { Brief, Source } from '../answer/brief'
import { type Language, languageOf, measure } from '../answer/measure'
import { type Form, splitMessage } from './split-message'
import { readTable, type Table } from './table/read-table'
import { languageAskedFor, readWish, type Wish } from './wish'

/** A text to work on, and what it is. */
export interface Material {
  source: Source
  form: Form
  label: string
  /** From the conversation before, where the last message brings nothing along. */
  isEarlier: boolean
}

/** What is to be answered. */
export interface Task {
  brief: Brief
  language: Language
  /** What is asked, without the material; bounded, so that patterns may look at it. */
  ask: string
  /** What was asked before it; '' at the beginning of a conversation. */
  before: string
  wish: Wish
  materials: Material[]
  tables: { table: Table; material: Material }[]
}

const LONGEST_ASK = 4_000
/** A pasted list of this many turns ago is no longer meant. */
const MOST_TURNS_BACK = 20

const asSource = (text: string): Source => ({
  kind: 'inline',
  title: null,
  pieces: [text],
  cite: null,
})

/** Reads a brief: what is asked, and what there is to answer it from. */
export function readTask(brief: Brief): Task {
  const isLoose = brief.sources.length === 0
  const asked = brief.history.filter(({ role }) => role === 'user')
  const isToolTurn = brief.text.trim() === ''
  const text = isToolTurn ? (asked.at(-1)?.text ?? '') : brief.text
  const own = splitMessage(text, isLoose && brief.results.length === 0)
  const before = isToolTurn ? asked.slice(0, -1) : asked
  const earlier =
    own.pasted.length > 0 || !isLoose ? [] : pastedBefore(before.map((turn) => turn.text))
  const materials: Material[] = [
    ...own.pasted.map((one) => ({ ...one, source: asSource(one.text), isEarlier: false })),
    ...brief.sources.map((source) => ({
      source,
      form: formOf(source),
      label: '',
      isEarlier: false,
    })),
    ...earlier.map((one) => ({ ...one, source: asSource(one.text), isEarlier: true })),
  ].map(({ source, form, label, isEarlier }) => ({ source, form, label, isEarlier }))
  const ask = own.ask.slice(0, LONGEST_ASK)
  const system = brief.system.slice(0, LONGEST_ASK * 4)
  return {
    brief,
    ask,
    before: splitMessage(before.at(-1)?.text ?? '', isLoose).ask.slice(0, LONGEST_ASK),
    language: languageAskedFor(ask) ?? languageAskedFor(system) ?? languageFor(ask, brief),
    wish: readWish(ask, system),
    materials,
    tables: materials.flatMap(tableIn),
  }
}

function languageFor(ask: string, brief: Brief): Language {
  const size = measure(ask)
  return size.words + size.han === 0 ? brief.language : languageOf(size)
}

/** What the last message that brought something along did bring. */
function pastedBefore(texts: readonly string[]) {
  for (const text of texts.slice(-MOST_TURNS_BACK).reverse()) {
    const { pasted } = splitMessage(text, true)
    if (pasted.length > 0) return pasted
  }
  return []
}

function formOf({ pieces }: Source): Form {
  const text = (pieces[0] ?? '').trimStart()
  return /^[[{]/.test(text) && pieces.length === 1 ? 'json' : 'prose'
}

/** The table that a material is or holds. */
export function tableIn(material: Material): Task['tables'] {
  if (material.form === 'code') return []
  const text = material.source.pieces.join('\n')
  const table = readTable(text, material.form)
  return table === null ? [] : [{ table, material }]
}
