import { type ReadJson, stringifyExact } from '@/lib/domain/code/exact-json'
import { EditBudget } from '@/lib/domain/differences/align'
import { diffFields, type FieldChange } from '@/lib/domain/differences/field-diff'
import { writePath } from '@/lib/domain/differences/field-path'
import { diffWords, type Piece } from '@/lib/domain/differences/word-diff'

/** A row of the table: what each side has of a field, in marked pieces; null where it has nothing. */
export interface ComparedField {
  path: string
  kind: FieldChange['kind']
  before: readonly Piece[] | null
  after: readonly Piece[] | null
}

/** Two structured answers as the rows of a table. Texts that changed are marked by words. */
export function compareFields(before: ReadJson, after: ReadJson): ComparedField[] {
  const budget = new EditBudget()
  return diffFields(before, after).map((change) => ({
    path: writePath(change.path),
    kind: change.kind,
    ...sidesOf(change, budget),
  }))
}

function sidesOf(
  { kind, before, after }: FieldChange,
  budget: EditBudget,
): Pick<ComparedField, 'before' | 'after'> {
  const piece = (side: Piece['kind'], value: ReadJson | undefined): Piece[] | null =>
    value === undefined
      ? null
      : [{ kind: kind === 'same' ? 'same' : side, text: stringifyExact(value) }]
  if (kind === 'same' || typeof before !== 'string' || typeof after !== 'string') {
    return { before: piece('removed', before), after: piece('added', after) }
  }
  const { pieces } = diffWords(stringifyExact(before), stringifyExact(after), budget)
  return {
    before: pieces.filter((one) => one.kind !== 'added'),
    after: pieces.filter((one) => one.kind !== 'removed'),
  }
}
