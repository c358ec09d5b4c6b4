import type { DirectiveName } from './directive-form'
import {
  type Directives,
  type DirectiveValue,
  type DirectiveValues,
  directiveText,
  parseDirectiveList,
  SANDBOX_DIRECTIVES,
} from './sandbox-directives'
import { ERROR_CODES, STOP_REASONS } from './sandbox-faults'

/** The fault lab's form: which faults there are, what each asks for, and what was entered. */

/** A directive that strikes by chance or so many times is a fault. */
type FaultRow = Extract<
  (typeof SANDBOX_DIRECTIVES)[number],
  { readonly options: { readonly 'times?': unknown } }
>
export type FaultName = FaultRow['name']

const isFaultRow = (row: (typeof SANDBOX_DIRECTIVES)[number]): row is FaultRow =>
  'options' in row && 'times?' in row.options

export const FAULT_NAMES: readonly FaultName[] = SANDBOX_DIRECTIVES.filter(isFaultRow).map(
  ({ name }) => name,
)

export type FaultField = { name: string; isNeeded: boolean } & (
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'flag' }
)

/** What was entered, by field; empty = nothing. */
export type FaultDraft = Readonly<Record<string, string>>

/** For programs that must not wait; a person would not see it. */
const NOT_ASKED = 'retryms?'

/** What a form begins with, where it must be given. */
const FIRST: FaultDraft = { after: '20', seconds: '5', bytes: '16', ms: '20', kb: '64' }
const FIRST_STATUS = '529'

/** What a fault asks for, in the order of the form. A code is one that comes with the status. */
export function faultFields(name: FaultName, { value: status }: FaultDraft): FaultField[] {
  const row = SANDBOX_DIRECTIVES.filter(isFaultRow).find((one) => one.name === name)
  if (row === undefined) return []
  const fields: FaultField[] = []
  if ('value' in row) {
    const isNeeded = !('isValueOptional' in row)
    fields.push({ name: 'value', kind: 'choice', isNeeded, choices: choicesOf(row.value) })
  }
  for (const [option, allowed] of Object.entries(row.options)) {
    if (option === NOT_ASKED) continue
    const [field, isNeeded] = [option.replace('?', ''), !option.endsWith('?')]
    if (allowed === 'flag') fields.push({ name: field, isNeeded, kind: 'flag' })
    else if ('min' in allowed) fields.push({ name: field, isNeeded, kind: 'number', ...allowed })
    else {
      const choices = allowed.filter((code) => String(ERROR_CODES[code]) === status)
      if (choices.length > 0) fields.push({ name: field, isNeeded, kind: 'choice', choices })
    }
  }
  return fields
}

function choicesOf(value: Extract<FaultRow, { value: unknown }>['value']): readonly string[] {
  if (value === 'word') return STOP_REASONS
  return 'list' in value ? value.list.map(String) : value
}

/** A form that can be sent as it is. */
export function firstDraft(name: FaultName): FaultDraft {
  const value = name === 'error' ? FIRST_STATUS : undefined
  const needed = faultFields(name, {}).flatMap((field): [string, string][] => {
    if (!field.isNeeded) return []
    const first = field.kind === 'choice' ? field.choices[0] : FIRST[field.name]
    return [[field.name, (field.name === 'value' ? value : undefined) ?? first ?? '']]
  })
  return Object.fromEntries(needed)
}

/** A draft with a field changed; a choice that is not offered with it any more goes. */
export function withEntry(
  name: FaultName,
  draft: FaultDraft,
  field: string,
  value: string,
): FaultDraft {
  const next = { ...draft, [field]: value }
  const isOffered = ([key, chosen]: [string, string]) =>
    faultFields(name, next).some(
      (one) => one.name === key && (one.kind !== 'choice' || one.choices.includes(chosen)),
    )
  return Object.fromEntries(Object.entries(next).filter(isOffered))
}

/** Reads what was entered; `wrong` names the number fields that hold none of their numbers. */
export function readDraft(
  fields: readonly FaultField[],
  draft: FaultDraft,
): { values: DirectiveValues; wrong: string[] } {
  const values: Record<string, DirectiveValue> = {}
  const wrong: string[] = []
  for (const field of fields) {
    const text = draft[field.name]?.trim() ?? ''
    if (text === '' && !field.isNeeded) continue
    if (field.kind === 'flag') values[field.name] = true
    else if (field.kind === 'choice') values[field.name] = text
    else if (/^\d{1,9}$/.test(text) && Number(text) >= field.min && Number(text) <= field.max) {
      values[field.name] = Number(text)
    } else wrong.push(field.name)
  }
  return { values, wrong }
}

/** The faults of a stored text, in its order. */
export function activeFaults(text: string): { name: DirectiveName; values: DirectiveValues }[] {
  const { directives } = parseDirectiveList(text)
  return entriesOf(directives).map(([name, values]) => ({ name, values }))
}

/** The text with a fault set, in the place of one of its kind; with null it goes. */
export function withFault(
  text: string,
  name: DirectiveName,
  values: DirectiveValues | null,
): string {
  const entries = new Map<string, DirectiveValues>(entriesOf(parseDirectiveList(text).directives))
  if (values === null) entries.delete(name)
  else entries.set(name, values)
  return [...entries].map((entry) => directiveText(...entry)).join('; ')
}

function entriesOf(directives: Directives): [DirectiveName, DirectiveValues][] {
  return SANDBOX_DIRECTIVES.flatMap(({ name }): [DirectiveName, DirectiveValues][] => {
    const values: DirectiveValues | undefined = directives[name]
    return values === undefined ? [] : [[name, values]]
  })
}
