import 'server-only'
import { readJson } from './facts'
import { splitProse } from './split-prose'
import { isRule, MOST_LINES, separatorOf } from './table/separator'

export type Form = 'prose' | 'table' | 'json' | 'code'

/** A text that came within a message, such as a pasted table. */
interface Pasted {
  text: string
  form: Form
  /** The language that a fence names. */
  label: string
}

interface SplitMessage {
  ask: string
  pasted: Pasted[]
}

const LONG_REST = 600

/** Parts what a message asks from the material that it brings along. */
export function splitMessage(text: string, isLoose: boolean): SplitMessage {
  const lines = text.split('\n')
  const pasted: Pasted[] = []
  const rest: string[] = []
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at)
    if (block === null) {
      rest.push(lines[at] ?? '')
      at++
    } else {
      pasted.push(block)
      rest.push('')
      at = block.end
    }
  }
  const words = takeJson(rest.join('\n'), pasted).trim()
  if (pasted.length > 0 && words.length < LONG_REST) return { ask: words, pasted }
  const { ask, prose } = splitProse(words, isLoose)
  if (prose !== '') pasted.push({ text: prose, form: 'prose', label: '' })
  return { ask, pasted }
}

type Block = Pasted & { end: number }

function blockAt(lines: readonly string[], at: number): Block | null {
  return (
    fenceAt(lines, at) ??
    taggedAt(lines, at) ??
    pipesAt(lines, at) ??
    separatedAt(lines, at) ??
    quotedAt(lines, at)
  )
}

function fenceAt(lines: readonly string[], at: number): Block | null {
  const opening = /^\s{0,3}(`{3,10}|~{3,10}|"""|''')\s*([\w+#.-]{0,20})\s*$/.exec(lines[at] ?? '')
  if (opening === null) return null
  const [, fence = '', label = ''] = opening
  let end = at + 1
  while (end < lines.length && (lines[end] ?? '').trim() !== fence) end++
  const text = lines.slice(at + 1, end).join('\n')
  const form = /^["']/.test(fence) ? 'prose' : formOf(text, label)
  return text.trim() === '' ? null : { text, form, label: label.toLowerCase(), end: end + 1 }
}

/** What a fenced text is: what its fence says, else what it looks like. */
function formOf(text: string, label: string): Form {
  const said = label.toLowerCase()
  if (/^(?:csv|tsv)$/.test(said)) return 'table'
  const head = text.trimStart()
  if ((said === '' || said.startsWith('json')) && readJson(text) !== undefined) return 'json'
  if (/^(?:text|txt|md|markdown|plain|plaintext)?$/.test(said)) {
    const lines = text.split('\n', 3).filter((line) => line.trim() !== '')
    if (isRule(lines[1] ?? '') && head.includes('|')) return 'table'
    if (separatorOf(text.split('\n', 50)) !== null) return 'table'
    return said === '' &&
      /[;{}]\s*$|^\s*(?:def|class|function|import|from|const|let|var|public|#include|fn|func)\b/m.test(
        text.slice(0, 5_000),
      )
      ? 'code'
      : 'prose'
  }
  return 'code'
}

/** A text between tags such as <document> on lines of their own, or on one line. */
function taggedAt(lines: readonly string[], at: number): Block | null {
  const line = (lines[at] ?? '').trim()
  if (!line.startsWith('<')) return null
  const opening = /^<([a-z][\w-]{1,30})>/i.exec(line)
  if (opening === null) return null
  const closing = `</${opening[1]}>`
  const one = line.slice(opening[0].length)
  if (one.endsWith(closing)) {
    return { text: one.slice(0, -closing.length).trim(), form: 'prose', label: '', end: at + 1 }
  }
  let end = at + 1
  while (end < lines.length && (lines[end] ?? '').trim() !== closing) end++
  if (end === lines.length || one !== '') return null
  const text = lines.slice(at + 1, end).join('\n')
  return {
    text,
    form: separatorOf(text.split('\n')) === null ? 'prose' : 'table',
    label: '',
    end: end + 1,
  }
}

function pipesAt(lines: readonly string[], at: number): Block | null {
  if (!(lines[at] ?? '').includes('|') || !isRule(lines[at + 1] ?? '')) return null
  let end = at + 2
  while (end < lines.length && (lines[end] ?? '').includes('|')) end++
  return { text: lines.slice(at, end).join('\n'), form: 'table', label: 'markdown', end }
}

function separatedAt(lines: readonly string[], at: number): Block | null {
  if (!/[,;\t，]/.test(lines[at] ?? '')) return null
  const head = endOfParagraph(lines, at, at + MOST_LINES)
  for (const stop of [head, head - 1]) {
    if (stop - at < 2 || separatorOf(lines.slice(at, stop)) === null) continue
    const end = stop === at + MOST_LINES ? endOfParagraph(lines, stop, lines.length) : stop
    return { text: lines.slice(at, end).join('\n'), form: 'table', label: 'csv', end }
  }
  return null
}

function endOfParagraph(lines: readonly string[], from: number, most: number): number {
  let end = from
  while (end < most && (lines[end] ?? '').trim() !== '') end++
  return end
}

function quotedAt(lines: readonly string[], at: number): Block | null {
  let end = at
  while (end < lines.length && /^\s{0,3}>/.test(lines[end] ?? '')) end++
  if (end === at) return null
  const text = lines
    .slice(at, end)
    .map((line) => line.replace(/^\s{0,3}>\s?/, ''))
    .join('\n')
  return { text, form: 'prose', label: '', end }
}

/** Takes JSON that stands in a text out of it; the rest is given back. */
function takeJson(text: string, pasted: Pasted[]): string {
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  let tries = 0
  for (let at = text.search(/[[{]/); at >= 0 && at < end && tries < 4; tries++) {
    const candidate = text.slice(at, end)
    if (candidate.length > 6 && readJson(candidate) !== undefined) {
      pasted.push({ text: candidate, form: 'json', label: 'json' })
      return `${text.slice(0, at)}\n${text.slice(end)}`
    }
    const next = text.slice(at + 1).search(/[[{]/)
    at = next < 0 ? -1 : at + 1 + next
  }
  return text
}
