import 'server-only'
import type { Language } from '../../answer/measure'
import type { Task } from '../task'

/** Something that can be done without a model: the answer, or null where the task asks for something else. */
export type Skill = (task: Task) => string | null

/** The one of two texts that is in the language of the answer. */
export const say = ({ language }: { language: Language }, en: string, zh: string): string =>
  language === 'zh' ? zh : en

/** A number of things in English: "1 value", "2 values". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

const QUOTED =
  /(?:["“「『`]([^"“”「」『』`]{1,2000})["”」』`]|(?<![\p{L}\p{N}])['‘]([^'‘’]{1,2000})['’](?![\p{L}]))/u
const AFTER_COLON = /[:：]\s*(\S[\s\S]{0,3500})$/
/** More than this is not worked on character by character in an answer. */
export const MOST_CHARACTERS = 20_000

/** The text that came with the question, be it prose, code or a table. */
export function pastedText({ materials }: Task): string | null {
  const [own] = materials
  return own === undefined ? null : own.source.pieces.join('\n')
}

/** What stands in quotation marks or behind a colon in the question itself. */
export function spokenText(ask: string): string | null {
  const quoted = QUOTED.exec(ask)
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? null
  return AFTER_COLON.exec(ask)?.[1]?.trim() ?? null
}

/** What a skill is to work on: a text in the question, else what came with it, else the rest of the sentence. */
export function givenText(task: Task, rest: RegExp | null = null): string | null {
  const spoken = spokenText(task.ask)
  if (spoken !== null) return spoken
  const own = task.materials.find(({ isEarlier }) => !isEarlier)
  if (own !== undefined) return own.source.pieces.join('\n')
  const said =
    rest === null
      ? undefined
      : rest
          .exec(task.ask)?.[1]
          ?.trim()
          .replace(/[?？.。!！]+$/, '')
  return said === undefined || said === '' ? pastedText(task) : said
}

/** The entries of a list in a text: its lines, else what commas part. */
export function entriesOf(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const parts = lines.length > 1 ? lines : (lines[0] ?? '').split(separatorIn(lines[0] ?? ''))
  return parts
    .map((part) =>
      part
        .replace(/^(?:[-*+•]|\d{1,3}[.)](?=\s))\s*|^(?:and|和)\s+/i, '')
        .trim()
        .replace(/[.。]$/, ''),
    )
    .filter((part) => part !== '')
}

function separatorIn(line: string): RegExp {
  if (/[,，、;；]/.test(line)) return /\s*[,，、;；]\s*(?:and |和)?/
  return / +/
}
