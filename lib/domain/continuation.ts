import type { ChatSettings } from './chat-settings'
import { takesPrefill } from './models'
import type { Run } from './run'

/** How much of the partial text the new turn quotes. */
const QUOTED_CHARACTERS = 240

/** How a cut answer goes on: the model continues its own text, or a user turn asks for the rest. */
export type Continuation = { kind: 'prefill' } | { kind: 'user'; text: string }

/** Whether a request may end in an assistant turn: by the model, and only without thinking (claude-api.md §2.2). */
export function canPrefill({ model, thinkingType }: ThinkingChoice): boolean {
  return takesPrefill(model) && (thinkingType === null || thinkingType === 'disabled')
}

type ThinkingChoice = Pick<ChatSettings, 'model' | 'thinkingType'>

/**
 * The way to continue a run that ended early: prefill where one is taken, else a user turn that
 * quotes the end of the text. Null when there is no text to go on from. `ask` words that turn in the
 * reader's language around the quotation.
 */
export function planContinuation(
  run: Pick<Run, 'message'>,
  settings: ThinkingChoice,
  ask: (quotation: string) => string,
): Continuation | null {
  const text = (run.message?.content ?? [])
    .map((block) => (block.type === 'text' && typeof block.text === 'string' ? block.text : ''))
    .join('')
    .trimEnd()
  if (text === '') return null
  if (canPrefill(settings)) return { kind: 'prefill' }
  return { kind: 'user', text: ask(lastWords(text)) }
}

/** The end of a text, cut at a word where there is one; surrogate pairs stay whole. */
function lastWords(text: string): string {
  const end = Array.from(text.slice(-2 * QUOTED_CHARACTERS))
    .slice(-QUOTED_CHARACTERS)
    .join('')
  if (end.length >= text.length) return end
  const space = end.search(/\s/)
  return space >= 0 && space < 40 ? end.slice(space + 1) : end
}
