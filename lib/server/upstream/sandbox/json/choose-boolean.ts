import 'server-only'
import type { Facts } from '../facts/facts'
import { SCORES } from '../facts/found'
import type { Wanted } from '../facts/kinds'
import { labelFit } from '../facts/labels'
import { CHINESE_OF } from '../facts/lexicon'
import { feelingOf } from '../facts/topics'
import { stem } from '../facts/words'
import { isWantedAt } from './negation'

const YES = /^(?:yes|true|y|on|enabled|active|included?|available|是|有|已|可以|需要|开|对|支持)/i
const NO = /^(?:no|false|n|off|none|not|disabled|inactive|unavailable|否|不|没|无|未|关)/i
const ABOUT_NOTHING = new Set(
  'is has have are was should be the a an include includes enable enabled use with can does do contains requested required needed wanted mentioned provided available present'.split(
    ' ',
  ),
)

/** Whether a text says yes or no to a property; null where it says neither. */
export function chooseBoolean(
  wanted: Wanted,
  facts: Facts,
): { value: boolean; score: number } | null {
  for (const label of facts.labels()) {
    if (labelFit(label, wanted) < 0.5) continue
    if (NO.test(label.value.text)) return { value: false, score: SCORES.labelled }
    if (YES.test(label.value.text)) return { value: true, score: SCORES.labelled }
  }
  if (wanted.terms.has('@sentiment') || wanted.words.includes('positive')) {
    const feeling = feelingOf(facts.text)
    return feeling === null ? null : { value: feeling > 0, score: SCORES.form }
  }
  return byWords(wanted, facts) ?? bySwitch(wanted, facts)
}

const SWITCH =
  /^(?:is |turn |switch )?(?:on|off|enabled?|active|activated|power|powered|state|turned on)(?: on)?$/
const TURNED_OFF =
  /\b(?:turn|switch|shut|power)\w*\s(?:\S+\s){0,4}?off\b|\b(?:disable|deactivate)|关掉|关闭|关上|关了|禁用|停用/i
const TURNED_ON =
  /\b(?:turn|switch|power)\w*\s(?:\S+\s){0,4}?on\b|\b(?:enable|activate)|打开|开启|启用/i

/** A switch without a name of its own is that of what the text switches. */
function bySwitch({ words }: Wanted, { text }: Facts): { value: boolean; score: number } | null {
  const name = words.join(' ')
  if (!SWITCH.test(name)) return null
  const isOff = TURNED_OFF.test(text)
  if (!isOff && !TURNED_ON.test(text)) return null
  return { value: isOff === (name === 'off'), score: SCORES.form }
}

/** "Is the pool open?" does not say that it is. */
const ASKED =
  /(?<=^|[.!?\n]\s{0,3})(?:is|are|was|were|do|does|did|has|have)\b[^.!?\n]{1,300}\?|(?<=^|[。！？\n])[^。！？\n]{1,100}吗[？?]/gi

/** By the property's own words in the text, and whether they are denied there. */
function byWords(wanted: Wanted, { text }: Facts): { value: boolean; score: number } | null {
  const words = wanted.words.filter((word) => !ABOUT_NOTHING.has(word))
  const lower = text.replace(ASKED, (asked) => ' '.repeat(asked.length)).toLowerCase()
  const chinese = [
    ...[...wanted.terms].flatMap((term) => CHINESE_OF.get(term.slice(1)) ?? []),
    ...chineseNames(wanted),
  ].filter((word) => word !== '')
  const own = placesOf(words.map(stem), lower)
  const hits =
    words.length > 0 && own.length === words.length ? own : placesOf(chinese, lower).slice(0, 1)
  const [first] = hits.sort((a, b) => a.start - b.start)
  if (first === undefined) return null
  const last = Math.max(...hits.map(({ end }) => end))
  const isNear = last - first.start < 40
  const isDenied = isNear && /\b(?:not|no|never)\b|n't\b/i.test(text.slice(first.start, last))
  const value = !isDenied && isWantedAt(text, first.start, isNear ? last : first.end)
  return { value, score: SCORES.form }
}

/** "是否加糖" asks for the sugar. */
const chineseNames = ({ name, description }: Wanted): string[] =>
  [name, description.slice(0, 16)].flatMap((text) =>
    (text.match(/\p{Script=Han}{1,12}/gu) ?? []).map((run) =>
      run.replace(
        /^(?:是否|有无)?(?:需要|开启|启用|打开|包含|添加|显示|使用|加|要|带|有)?|(?:开关|功能|状态|模式)?$/g,
        '',
      ),
    ),
  )

const placesOf = (words: readonly string[], lower: string): { start: number; end: number }[] =>
  words.flatMap((word) => {
    const start = placeOf(word, lower)
    return start < 0 ? [] : [{ start, end: start + word.length }]
  })

function placeOf(word: string, lower: string): number {
  if (/\p{Script=Han}/u.test(word)) return lower.indexOf(word)
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (!/[a-z]/.test(lower[at - 1] ?? ' ')) return at
  }
  return -1
}
