import 'server-only'
import type { Answer } from '../answer/answer'
import type { MessagesBody } from '../request/schema'
import type { Fingerprint } from './fingerprint'

/** A prompt to compare with: its fingerprint, and how many tokens of it the cache had or got. */
export interface PromptRecord {
  print: Fingerprint
  cached: number
}

/** Why a prompt could not be read as far as the one before it (claude-api.md §3). */
export interface Diagnoses {
  /** Null where the request asks for none, or where nothing before its end has changed. */
  compare(
    asked: MessagesBody['diagnostics'],
    present: PromptRecord,
    read: number,
  ): Answer['diagnostics']
  /** Remembers the prompt of a message whose request asked for diagnosis. */
  keep(messageId: string, record: PromptRecord): void
}

/** What is remembered of a message, whatever its length. */
interface Kept {
  root: string
  tools: string | undefined
  system: string | undefined
  messages: string | undefined
  /** How many blocks its messages had. */
  length: number
  others: string
  cached: number
}

/** No records; of more than `most` the oldest go. */
export function createDiagnoses(most = 1_000): Diagnoses {
  const records = new Map<string, Kept>()
  return {
    compare(asked, present, read) {
      const id = asked?.previous_message_id
      if (id == null) return null
      const previous = records.get(id)
      if (previous === undefined) return missed('previous_message_not_found')
      const type = findChange(previous, summary(present, previous.length))
      if (type === null) return null
      if (type === 'unavailable') return missed(type)
      return missed(type, { cache_missed_input_tokens: Math.max(0, previous.cached - read) })
    },
    keep(messageId, record) {
      records.set(messageId, summary(record, record.print.sections.messages.length))
      for (const oldest of records.keys()) {
        if (records.size <= most) break
        records.delete(oldest)
      }
    },
  }
}

const missed = (type: string, more = {}) => ({ cache_miss_reason: { type, ...more } })

/** A prompt up to the `length`th block of its messages. */
function summary({ print, cached }: PromptRecord, length: number): Kept {
  const { root, sections, settings } = print
  return {
    root,
    tools: sections.tools.at(-1),
    system: sections.system.at(-1),
    messages: sections.messages[length - 1],
    length,
    others: JSON.stringify([sections.format.at(-1), settings]),
    cached,
  }
}

/** The first that differs, in the order in which prompts are cached. */
function findChange(previous: Kept, present: Kept): string | null {
  if (previous.root !== present.root) return 'model_changed'
  const section = (['tools', 'system', 'messages'] as const).find(
    (name) => previous[name] !== present[name],
  )
  if (section !== undefined) return `${section}_changed`
  return previous.others === present.others ? null : 'unavailable'
}
