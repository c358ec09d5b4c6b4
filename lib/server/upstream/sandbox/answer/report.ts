import 'server-only'
import type { Brief } from './brief'
import { excerpt, type Language, measure } from './measure'
import { TEXTS, type Texts } from './texts'

const QUOTED = 160
const GLIMPSED = 60

/** The last paragraph of every answer: who answered, and what it took the question to be. */
export function closing(brief: Brief, ask: string, language: Language): string {
  const texts = TEXTS[language]
  const said = ask.trim() === '' ? brief.text : ask
  const restated = said.trim() === '' ? texts.nothingSaid : texts.restated(excerpt(said, QUOTED))
  const opening = brief.turn > 1 ? (brief.history[0]?.text ?? '') : ''
  const place = opening === '' ? '' : texts.place(brief.turn, excerpt(opening, GLIMPSED))
  return `${texts.introduction}${texts.gap}${restated}${place}`
}

/** What a request holds, one finding to a line. */
export function findings(brief: Brief, texts: Texts): string[] {
  const opening = brief.turn === 1 ? '' : (brief.history[0]?.text ?? '')
  const rows: [isThere: boolean, text: () => string][] = [
    [brief.text !== '', () => texts.size(measure(brief.text))],
    [true, () => texts.turn(brief.turn, excerpt(opening, GLIMPSED))],
    [
      brief.system !== '',
      () => texts.system(measure(brief.system), excerpt(brief.system, GLIMPSED)),
    ],
  ]
  return rows.flatMap(([isThere, text]) => (isThere ? [text()] : []))
}
