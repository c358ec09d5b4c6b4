import 'server-only'
import type { Brief } from '../answer/brief'

/** More than this is not looked through for facts. */
const MOST_CHARACTERS = 24_000

const INSTRUCTION =
  /^[^\n:：]{0,300}\b(?:extract|parse|classify|summari[sz]e|analy[sz]e|convert|identify|categori[sz]e|label|rate|review|process|turn|list|get|fill|return|give|find|create|generate|detect|evaluate|read|following|text|email|message|ticket|article|json)\b[^\n:：.!?]{0,200}(?:(?<!\d):\s+|:\s+(?=[^\d\s])|：\s*)|^[^\n:：]{0,120}(?:提取|抽取|解析|分类|总结|分析|判断|转换|整理|识别|生成|以下|下面|概括|评价)[^\n:：]{0,80}(?:(?<!\d):|：)\s*/i

/** The text that is to be worked on: what follows an instruction, with what was sent along. */
export function materialOf(brief: Brief): string {
  const sources = brief.sources.flatMap(({ pieces }) => pieces)
  const results = brief.results.map(({ text }) => readable(text))
  const images = brief.images.map(
    ({ mediaType, width, height, colours }) =>
      `media type: ${mediaType}\nformat: ${mediaType.replace('image/', '')}\nwidth: ${width}\nheight: ${height}\ncolour: ${colours.map(({ hex }) => hex).join(', ')}`,
  )
  const given = brief.sources.some(({ kind }) => kind !== 'inline') ? '' : bare(brief.text)
  const now = [given, ...sources, ...results, ...images].filter((text) => text.trim() !== '')
  const parts = now.length > 0 ? now : [bare(brief.text)]
  const isBare = parts.join('').length < 40 && brief.history.length > 0
  const before = isBare
    ? brief.history
        .filter(({ role }) => role === 'user')
        .map(({ text }) => bare(text))
        .reverse()
    : []
  return [...parts, ...before].join('\n\n').slice(0, MOST_CHARACTERS)
}

/** What an instruction is about, where it says so: "Extract the person: Ada, 36". */
function bare(text: string): string {
  const rest = text.replace(INSTRUCTION, '')
  return rest.trim() === '' ? text : rest
}

/** A result that is JSON, as labelled lines. */
export function readable(text: string): string {
  const trimmed = text.trim()
  if (!/^[[{]/.test(trimmed) || trimmed.length > MOST_CHARACTERS) return text
  try {
    return lines(JSON.parse(trimmed), '', 0).join('\n')
  } catch {
    return text
  }
}

function lines(value: unknown, name: string, depth: number): string[] {
  if (depth > 8) return []
  if (typeof value !== 'object' || value === null)
    return [name === '' ? String(value) : `${name}: ${String(value)}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    lines(inner, Array.isArray(value) ? name : key, depth + 1),
  )
}
