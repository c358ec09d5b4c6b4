import { isRecord } from '@/lib/wire/json'
import { isCarried, SHARED } from './carried'
import { takeOut } from './carried-items'
import type { ChatSettings } from './chat-settings'
import type { Complaint, ComplaintCode } from './complaint'
import { findModel } from './models'
import { findRepair, panelFieldOf, type Repair } from './refused-field'
import { nameOfDefinition } from './tools/definition'

/** A change of the settings that does away with what the API would refuse. */
export interface Fix extends Omit<Repair, 'kind'> {
  kind:
    | Repair['kind']
    | 'auto' // leaves it to the model
    | 'addBeta' // `name` is the beta
    | 'unmark' // the oldest `value` marks go
    | 'shortMarks' // every mark lives for five minutes
    | 'oneOfName' // of the tools with one name the first stays, `value` go
}

type Fixer = (settings: ChatSettings, complaint: Complaint) => Fix | null

/** Beside its thinking an answer gets so much room. */
const ROOM = 4096

const leaveOut =
  (name: string, patch: Partial<ChatSettings>): Fixer =>
  () => ({ kind: 'leaveOut', name, patch })

const leaveToModel: Fixer = () => ({
  kind: 'auto',
  name: 'tool_choice',
  patch: { toolChoice: null },
})

const setMaxTokens = (value: number): Fix => ({
  kind: 'set',
  name: 'max_tokens',
  value,
  patch: { maxTokens: value },
})

const withoutFormat = leaveOut('output_config.format', { outputSchema: null })

const FIXERS: Partial<Record<ComplaintCode, Fixer>> = {
  choiceForced: leaveToModel,
  choiceThinking: leaveToModel,
  choiceNoTools: leaveToModel,
  choiceNoSuchTool: leaveToModel,
  formatModel: withoutFormat,
  formatCitations: withoutFormat,
  formatPrefill: withoutFormat,
  fastUnsupported: leaveOut('speed', { speed: null }),
  fastBeta: ({ betas }, { message }) => {
    const beta = /the beta header (\S+)/.exec(message)?.[1]
    return beta === undefined
      ? null
      : { kind: 'addBeta', name: beta, patch: { betas: [...betas, beta] } }
  },
  prefillThinking: leaveOut('thinking', {
    thinkingType: null,
    budgetTokens: null,
    thinkingDisplay: null,
  }),
  contextLimit: (_, { values: { most = 0, input = 0 } }) =>
    most > input ? setMaxTokens(most - input) : null,
  budgetTooLarge: ({ model, budgetTokens }) => {
    if (budgetTokens === null) return null
    const most = findModel(model)?.maxOutput ?? Number.POSITIVE_INFINITY
    const wanted = Math.min(budgetTokens + ROOM, most)
    return wanted > budgetTokens ? setMaxTokens(wanted) : null
  },
  marksMany: ({ systemBlocks }, { values: { found = 0, most = 0 } }) => {
    const marked = systemBlocks?.filter(({ ttl }) => ttl !== null) ?? []
    const oldest = new Set(marked.slice(0, found - most))
    if (systemBlocks === null || oldest.size < found - most) return null
    const left = systemBlocks.map((block) => (oldest.has(block) ? { ...block, ttl: null } : block))
    const patch = { systemBlocks: left }
    return { kind: 'unmark', name: 'cache_control', value: oldest.size, patch }
  },
  marksOrder: ({ systemBlocks, cacheTtl }) => {
    const isLong = cacheTtl === '1h' || systemBlocks?.some(({ ttl }) => ttl === '1h') === true
    if (!isLong) return null
    const short = (ttl: ChatSettings['cacheTtl']): ChatSettings['cacheTtl'] =>
      ttl === null ? null : '5m'
    const blocks = systemBlocks?.map((block) => ({ ...block, ttl: short(block.ttl) })) ?? null
    const patch = { systemBlocks: blocks, cacheTtl: short(cacheTtl) }
    return { kind: 'shortMarks', name: 'cache_control', patch }
  },
  toolTwice: ({ tools }) => {
    const names = tools.map(({ definition }) => nameOfDefinition(definition))
    const left = tools.filter((_, at) => names.indexOf(names[at] ?? '') === at)
    const value = tools.length - left.length
    return value === 0 ? null : { kind: 'oneOfName', name: 'tools', value, patch: { tools: left } }
  },
  unknownField: ({ carried }, { field }) =>
    field !== null && !field.includes('.') && isCarried(carried, field)
      ? { kind: 'leaveOut', name: field, patch: {} }
      : null,
}

/** What would let the request go, where that is plain; null where the person has to think. */
export function findFix(complaint: Complaint, settings: ChatSettings): Fix | null {
  const { field, code, message } = complaint
  if (field === null) return null
  const unpatched = withoutPatched(field, settings)
  if (unpatched !== null) return unpatched
  const fix = code === null ? null : (FIXERS[code]?.(settings, complaint) ?? null)
  if (fix !== null) return freed(fix, settings)
  const control = panelFieldOf(field)
  return control === null ? null : findRepair(control, message, settings)
}

/** A field that the patch sets is what it says, whatever the panel says: there it has to go. */
function withoutPatched(field: string, { patch }: ChatSettings): Fix | null {
  const [top = '', part = ''] = field.split('.')
  if (patch === null || !Object.hasOwn(patch, top)) return null
  const { [top]: value, ...rest } = patch
  if (top !== SHARED || !isRecord(value) || part === '') return patched(top, rest)
  if (!Object.hasOwn(value, part)) return null
  const { [part]: _gone, ...parts } = value
  const left = Object.keys(parts).length === 0 ? rest : { ...rest, [top]: parts }
  return patched(`${top}.${part}`, left)
}

function patched(name: string, left: Record<string, unknown>): Fix {
  const patch = Object.keys(left).length === 0 ? null : left
  return { kind: 'leaveOut', name, patch: { patch } }
}

/** What a captured request carries is sent in the panel's place, and has to go as well. */
function freed(fix: Fix, { carried }: ChatSettings): Fix {
  const { name } = fix
  if (carried === undefined || !isCarried(carried, name)) return fix
  const left = takeOut(carried, { kind: 'field', name, value: null })
  return { ...fix, patch: { ...fix.patch, carried: left } }
}
