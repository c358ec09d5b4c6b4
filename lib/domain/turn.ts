import type { Block } from '@/lib/wire/types'
import type { Message, StartRun } from './conversation'
import { withoutDirectives } from './directive-form'
import { localSourceOf } from './files/source'

const TITLE_LENGTH = 60

/** The ids of a run, of the question that it brings, of what its answer begins with, and of the answer. */
export interface TurnIds {
  id: string
  userId: string
  prefillId: string
  assistantId: string
}

/** The turns that a start adds to its conversation: the user's and a prefill, if it brings them, and the answer's. */
export function turnsOf(start: StartRun, createdAt: number): Message[] {
  const { id, conversationId, parentId, userMessage, prefill, assistantMessageId } = start
  const question = userMessage?.id ?? parentId
  const turn = { conversationId, createdAt, runId: null }
  return [
    ...(userMessage === null ? [] : [{ ...turn, ...userMessage, parentId, role: 'user' as const }]),
    ...(prefill === null ? [] : [{ ...turn, ...prefillTurn(prefill), parentId: question }]),
    {
      ...turn,
      id: assistantMessageId,
      parentId: prefill?.id ?? question,
      role: 'assistant',
      content: null,
      runId: id,
    },
  ]
}

/** The beginning of an answer as the turn that carries it. */
export function prefillTurn({ id, text }: NonNullable<StartRun['prefill']>) {
  const content: Block[] = [{ type: 'text', text }]
  return { id, role: 'assistant', content, mark: 'prefill' } as const
}

/** The text of the turn that a start brings, all its text blocks joined; empty without one. */
export function textOf(start: StartRun | null): string {
  return (start?.userMessage?.content ?? [])
    .map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : ''))
    .join('')
}

/** The blocks of the turn that a start brings that stand for files of ours. */
export function filesOf(start: StartRun | null): Block[] {
  return (start?.userMessage?.content ?? []).filter((block) => localSourceOf(block) !== null)
}

/** What stands in a box behind the turn that a start brings; null where that does not stand there as it was sent. */
export function boxBehind(
  start: StartRun,
  { text, files }: { text: string; files: readonly Block[] },
): { text: string; files: Block[] } | null {
  const [sent, sentFiles] = [textOf(start), filesOf(start)]
  const isTextThere = sent === '' || text === sent || text.startsWith(`${sent}\n\n`)
  const isThere =
    isTextThere && JSON.stringify(files.slice(0, sentFiles.length)) === JSON.stringify(sentFiles)
  return isThere
    ? { text: text.slice(sent.length).trimStart(), files: files.slice(sentFiles.length) }
    : null
}

/** The title that a conversation gets from its first turn: what it says, else what its first document is called. */
export function titleOf(start: StartRun): string {
  const said = titleOfText(textOf(start))
  if (said !== '') return said
  const titles = filesOf(start).flatMap(({ title }) => (typeof title === 'string' ? title : []))
  return titleOfText(titles[0] ?? '')
}

/**
 * A text as a title: its first line, shortened, without the sandbox's directives unless there is
 * nothing else.
 */
export function titleOfText(said: string): string {
  const text = said.trim()
  const line = firstLine(withoutDirectives(text)) || firstLine(text)
  const characters = Array.from(line)
  if (characters.length <= TITLE_LENGTH) return line
  return `${characters
    .slice(0, TITLE_LENGTH - 1)
    .join('')
    .trimEnd()}…`
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.replace(/\s+/g, ' ').trim() ?? ''
}

/** The texts of a turn's text blocks, for an editor: at least one, empty where the turn has none. */
export function textsOf(content: readonly Block[]): string[] {
  const texts = content.filter(isText).map(({ text }) => text)
  return texts.length === 0 ? [''] : texts
}

/**
 * A turn's blocks with other texts in its text blocks, in order. What is blank is left out, because
 * the API refuses it; a text too many stands at the end.
 */
export function withTexts(content: readonly Block[], texts: readonly string[]): Block[] {
  const left = [...texts]
  const blocks = content.map((block) =>
    isText(block) ? { ...block, text: left.shift() ?? '' } : block,
  )
  const more = left.map((text) => ({ type: 'text', text }))
  return [...blocks, ...more].filter((block) => !isText(block) || block.text.trim() !== '')
}

/** What becomes of a turn that is written anew: other texts, and without the blocks in these places. */
export function editedContent(
  content: readonly Block[],
  { texts, without }: { texts: readonly string[]; without: readonly number[] },
): Block[] {
  return withTexts(
    content.filter((_, at) => !without.includes(at)),
    texts,
  )
}

function isText(block: Block): block is Block & { text: string } {
  return block.type === 'text' && typeof block.text === 'string'
}
