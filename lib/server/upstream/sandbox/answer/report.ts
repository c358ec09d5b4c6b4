import 'server-only'
import { asWritten } from '../text/markdown'
import type { Brief } from './brief'
import { excerpt, type Language, measure } from './measure'
import { TEXTS, type Texts } from './texts'

const QUOTED = 160
const GLIMPSED = 60

/** The last paragraph of every answer: who answered, and what it took the question to be. */
export function closing(brief: Brief, ask: string, language: Language): string {
  const texts = TEXTS[language]
  const said = ask.trim() === '' ? brief.text : ask
  const restated = said.trim() === '' ? texts.nothingSaid : texts.restated(quoted(said, QUOTED))
  const opening = openingOf(brief)
  const place = opening === '' ? '' : texts.place(brief.turn, opening)
  return `${texts.introduction}${texts.gap}${restated}${place}`
}

/** What a request holds, one finding to a line. */
export function findings(brief: Brief, texts: Texts): string[] {
  const { text, turn, system } = brief
  return [
    ...(text === '' ? [] : [texts.size(measure(text))]),
    texts.turn(turn, openingOf(brief)),
    ...(system === '' ? [] : [texts.system(measure(system), quoted(system, GLIMPSED))]),
  ]
}

const quoted = (text: string, most: number) => asWritten(excerpt(text, most))

/** How the conversation began, where this is not its beginning. */
const openingOf = ({ turn, history }: Brief) =>
  turn > 1 ? quoted(history[0]?.text ?? '', GLIMPSED) : ''
