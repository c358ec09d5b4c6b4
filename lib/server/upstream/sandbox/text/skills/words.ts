import 'server-only'
import { bullets, tableOf } from '../markdown'
import { termsOf } from '../terms'
import { counted, pastedText, type Skill, say } from './skill'

const MOST_CHARACTERS = 200_000
const HAN = /[\u3400-\u9fff]/
/** Words that run through every Chinese text. */
const HAN_COMMON = new Set(
  '可以 我们 他们 它们 这个 那个 这些 那些 以及 或者 因为 所以 但是 如果 通过 进行 已经 没有 其中 一个 一些 这样 由于 同时 目前 之间 之后 之前'.split(
    ' ',
  ),
)

/** The words that a text says most. */
export const findKeywords: Skill = (task) => {
  if (
    !/\bkey ?words?\b|\bkey terms?\b|\btag cloud\b|\bmost (?:common|frequent) words?\b|关键词|关键字|高频词|词频/i.test(
      task.ask,
    )
  )
    return null
  const text = pastedText(task)?.slice(0, MOST_CHARACTERS)
  if (text === undefined) return null
  const counts = new Map<string, { word: string; count: number }>()
  for (const word of wordsIn(text)) {
    const key = HAN.test(word) ? word : (termsOf(word)[0] ?? '')
    const known = counts.get(key)
    if (key === '') continue
    if (known === undefined) counts.set(key, { word, count: 1 })
    else known.count++
  }
  const count = task.wish.count ?? 8
  const top = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, count)
  if (top.length === 0) return null
  const table = tableOf(
    [say(task, 'Keyword', '关键词'), say(task, 'Times', '次数')],
    top.map((one) => [one.word, String(one.count)]),
    new Set([1]),
  )
  return `**${say(task, 'Keywords', '关键词')}**: ${top.map(({ word }) => word).join(say(task, ', ', '、'))}\n\n${table}`
}

/** Latin words by their letters, Chinese ones by the dictionary: a run at a time, which is slow on long texts. */
function wordsIn(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return [...text.matchAll(/[\u3400-\u9fff]{2,200}|[A-Za-zÀ-ɏ][\wÀ-ɏ'’-]{2,40}/g)].flatMap(
    ([run]) => {
      if (!HAN.test(run)) return [run]
      const words = Array.from(segmenter.segment(run), ({ segment }) => segment)
      return words.filter((word) => word.length >= 2 && !HAN_COMMON.has(word))
    },
  )
}

const MOST_WORDS = 600

/** Two short texts, and where they differ. */
export const compareTexts: Skill = (task) => {
  if (
    !/\b(?:diff|differ(?:s|ent|ences?)?|compare|changed?|changes)\b|不同|差异|区别|对比|比较/i.test(
      task.ask,
    )
  )
    return null
  const own = task.materials
    .filter(({ form, source }) => form !== 'table' && source.cite === null)
    .map(({ source }) => source.pieces.join('\n'))
  const quoted = [...task.ask.matchAll(/["“「]([^"“”「」]{3,2000})["”」]/g)].map(
    (match) => match[1] ?? '',
  )
  const [one, other] = own.length === 2 ? own : quoted.length === 2 ? quoted : []
  if (one === undefined || other === undefined || one.length + other.length > 12_000) return null
  const [a, b] = [unitsOf(one), unitsOf(other)]
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return null
  const kept = commonRuns(a, b)
  const share = (2 * kept.length) / Math.max(1, a.length + b.length)
  // Texts about different things have no differences that one could list.
  if (share < 0.4) return null
  const gone = runs(a, new Set(kept.map(([at]) => at)))
  const added = runs(b, new Set(kept.map(([, at]) => at)))
  if (gone.length + added.length === 0)
    return say(
      task,
      '**No difference**: the two texts are the same.',
      '**没有差异**：两段文字相同。',
    )
  const lines = [
    ...gone.map((text) => `${say(task, 'only in the first', '仅第一段有')}: ~~${text}~~`),
    ...added.map((text) => `${say(task, 'only in the second', '仅第二段有')}: **${text}**`),
  ]
  const head = say(
    task,
    `**${counted(lines.length, 'difference')}**; ${Math.round(share * 100)}% of the words are the same.`,
    `**${lines.length} 处差异**；${Math.round(share * 100)}% 的词相同。`,
  )
  return `${head}\n\n${bullets(lines)}`
}

const unitsOf = (text: string) => text.match(/[\u3400-\u9fff]|[^\s\u3400-\u9fff]+/g) ?? []

/** The longest common subsequence, as pairs of places. */
function commonRuns(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

function runs(units: readonly string[], kept: ReadonlySet<number>): string[] {
  const found: string[][] = []
  for (const [at, unit] of units.entries()) {
    if (kept.has(at)) continue
    if (at > 0 && !kept.has(at - 1) && found.length > 0) found.at(-1)?.push(unit)
    else found.push([unit])
  }
  return found.map((run) => run.join(HAN.test(run.join('')) ? '' : ' '))
}
