import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { drawnBlocks } from '../../citations'
import { localSourceOf } from '../../files/source'
import type { RunError } from '../../run'
import type { ReportCell } from './report'
import type { ReportFile, ReportFiles } from './report-files'

/** What a turn or an answer consists of, as it is read. */
export type Part =
  | { kind: 'text'; text: string }
  /** Empty where the upstream keeps it to itself. */
  | { kind: 'thinking'; text: string }
  | { kind: 'call'; name: string; input: string }
  | { kind: 'result'; text: string; isError: boolean }
  /** `url` is the picture itself, where it was sent in the request or is kept here. */
  | { kind: 'file'; name: string; url: string | null; isTooLarge: boolean }
  | { kind: 'other'; type: string; json: string }
  | { kind: 'error'; text: string }

/** The parts of a turn. */
export function partsOf(content: readonly Block[], files: ReportFiles): Part[] {
  // Texts that citations have cut apart are one text again.
  return drawnBlocks(content, []).map(({ block }) => partOf(block, files))
}

/** All that a column answered in a turn: its answers, what tools said between them, and what went wrong. */
export function partsOfCell({ answers, runs }: ReportCell, files: ReportFiles): Part[] {
  return answers.flatMap(({ content, runId }): Part[] => {
    const run = runs.find(({ id }) => id === runId)
    const parts = partsOf(content ?? run?.message?.content ?? [], files)
    return run?.error == null ? parts : [...parts, { kind: 'error', text: wordsOf(run.error) }]
  })
}

function wordsOf({ httpStatus, type, message }: RunError): string {
  return `${httpStatus === null ? '' : `${httpStatus} `}${type}: ${message}`
}

function partOf(block: Block, files: ReportFiles): Part {
  const { type } = block
  if (type === 'text') return { kind: 'text', text: String(block.text ?? '') }
  if (type === 'thinking') return { kind: 'thinking', text: String(block.thinking ?? '') }
  if (type === 'redacted_thinking') return { kind: 'thinking', text: '' }
  if (type.endsWith('tool_use'))
    return { kind: 'call', name: String(block.name ?? ''), input: jsonOf(block.input ?? {}) }
  if (type.endsWith('tool_result'))
    return { kind: 'result', text: textIn(block.content), isError: block.is_error === true }
  if (type === 'image' || type === 'document' || type === 'container_upload')
    return filePart(block, files.get(localSourceOf(block)?.fileId ?? ''))
  return { kind: 'other', type, json: jsonOf(block) }
}

/** A document has its title with it; a picture has no name in its turn. */
function filePart(block: Block, ours: ReportFile | undefined): Part {
  const { name, url = null, isTooLarge = false } = ours ?? {}
  const isPicture = block.type === 'image'
  return {
    kind: 'file',
    name: titleOf(block) ?? name ?? kindOf(block),
    url: isPicture ? (pictureIn(block) ?? url) : null,
    isTooLarge: isPicture && isTooLarge,
  }
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? ''
}

/** What a result says: its texts, and what else it holds as JSON. */
function textIn(content: unknown): string {
  if (content === undefined || content === null) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return jsonOf(content)
  return content
    .map((part: unknown) =>
      isRecord(part) && part.type === 'text' ? String(part.text ?? '') : jsonOf(part),
    )
    .join('\n')
}

function titleOf({ title }: Block): string | null {
  return typeof title === 'string' && title !== '' ? title : null
}

function kindOf({ type, source }: Block): string {
  return isRecord(source) && typeof source.media_type === 'string' ? source.media_type : type
}

/** SVG is none of them: it can hold anything. */
const PICTURES: ReadonlySet<unknown> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
])

function pictureIn({ type, source }: Block): string | null {
  if (type !== 'image' || !isRecord(source) || source.type !== 'base64') return null
  const { media_type, data } = source
  const isPicture = PICTURES.has(media_type) && typeof data === 'string'
  return isPicture && /^[A-Za-z0-9+/]+=*$/.test(data) ? `data:${media_type};base64,${data}` : null
}
