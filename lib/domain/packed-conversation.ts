import type { ChatSettings } from './chat-settings'
import type { Conversation } from './conversation'
import type { Run } from './run'

/**
 * A conversation as `GET /api/conversations/{id}` answers it: what many runs were asked with, a long
 * system prompt included, stands in it once.
 */
export interface PackedConversation extends Omit<Conversation, 'runs'> {
  asked: ChatSettings[]
  /** `settings` is an index into `asked`. */
  runs: (Omit<Run, 'settings'> & { settings: number | null })[]
}

export function packConversation({ runs, ...conversation }: Conversation): PackedConversation {
  const indexes = new Map<string, number>()
  const asked: ChatSettings[] = []
  const indexOf = (settings: ChatSettings): number => {
    const text = JSON.stringify(settings)
    const index = indexes.get(text) ?? asked.push(settings) - 1
    indexes.set(text, index)
    return index
  }
  const packed = runs.map((run) => ({
    ...run,
    settings: run.settings === null ? null : indexOf(run.settings),
  }))
  return { ...conversation, asked, runs: packed }
}

/** The conversation as it was before {@link packConversation}. */
export function unpackConversation({ asked, runs, ...packed }: PackedConversation): Conversation {
  const settingsOf = (index: number | null) => (index === null ? null : (asked[index] ?? null))
  const whole = runs.map((run) => ({ ...run, settings: settingsOf(run.settings) }))
  return { ...packed, runs: whole }
}
