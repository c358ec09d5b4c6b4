import 'server-only'
import type { Brief } from '../answer/brief'
import { readJson } from '../text/facts'

/** More than this is not looked through for facts. */
const MOST_CHARACTERS = 24_000

const INSTRUCTION =
  /^[^\n:：]{0,300}\b(?:extract|parse|classify|summari[sz]e|analy[sz]e|convert|identify|categori[sz]e|label|rate|review|process|turn|list|get|fill|return|give|find|create|generate|detect|evaluate|read|following|text|email|message|ticket|article|json)\b[^\n:：.!?]{0,200}(?:(?<!\d):\s+|:\s+(?=[^\d\s])|：\s*)|^[^\n:：]{0,120}(?:提取|抽取|解析|分类|总结|分析|判断|转换|整理|识别|生成|以下|下面|概括|评价)[^\n:：]{0,80}(?:(?<!\d):|：)\s*/i

/** The text that is to be worked on: what follows an instruction, with what was sent along. */
export function materialOf(brief: Brief): string {
  const sources = brief.sources.flatMap(({ pieces }) => pieces.map(readable))
  const results = brief.results.map(({ text }) => readable(text))
  const images = brief.images.map(
    ({ mediaType, width, height, colours }) =>
      `media type: ${mediaType}\nformat: ${mediaType.replace('image/', '')}\nwidth: ${width}\nheight: ${height}\ncolour: ${colours.map(({ hex }) => hex).join(', ')}`,
  )
  const given = brief.sources.some(({ kind }) => kind !== 'inline')
    ? ''
    : readable(bare(brief.text))
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
  const order = ORDER.exec(text)?.[0] ?? ''
  const rest = text.slice(NAMES_SOMETHING.test(order) ? 0 : order.length).replace(INSTRUCTION, '')
  return rest.trim() === '' ? text : rest
}

/** A first sentence or line that tells to read a text, which follows. */
const ORDER =
  /^\s{0,9}(?:(?:please|kindly|can you|could you)\s)?(?:(?:extract|parse|read|identify|classify|analy[sz]e|summari[sz]e)\s|(?:get|pull|give|find|return|list|collect|show|tell|convert|turn|take|what|who|which)\b[^.!?:\n]{0,200}\b(?:this|these|following|below|above|attached|(?:from|in|of) the)\b)[^.!?:\n]{0,200}(?:[.!?]\s+|\n\s*)(?=\S)|^\s{0,9}(?:请|帮我|麻烦你?)*(?:从[^。，：\n]{1,20}[中里](?:提取|抽取|找出|获取|读取|整理|识别)|(?:提取|抽取|读取|阅读|分析|解析|识别|整理|总结)(?:一?下|这|以下|该|上述))[^。：\n]{0,60}(?:。|\n)\s*(?=\S)/i
/** A sentence with a name, a figure or a quotation in it may tell of what is wanted. */
const NAMES_SOMETHING = /\d|["“「『《]|\p{Ll}.*\s\p{Lu}\p{Ll}/u

/** A text that is JSON, as labelled lines. */
export function readable(text: string): string {
  const value = text.length > MOST_CHARACTERS ? undefined : readJson(text)
  return value === undefined ? text : lines(value, '', 0).join('\n')
}

function lines(value: unknown, name: string, depth: number): string[] {
  if (depth > 8) return []
  if (typeof value !== 'object' || value === null)
    return [name === '' ? String(value) : `${name}: ${String(value)}`]
  const isList = Array.isArray(value) && value.every((one) => typeof one !== 'object')
  if (isList && name !== '') return [`${name}: ${value.join(', ')}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    lines(inner, Array.isArray(value) ? name : key, depth + 1),
  )
}
