import 'server-only'
import { solve } from './arithmetic'
import type { Brief } from './brief'
import { excerpt, measure } from './measure'
import { TEXTS, type Texts } from './texts'

const QUOTED = 160
const GLIMPSED = 60

/** The request restated, and what is in it. */
export function reportOn(brief: Brief): string {
  const texts = TEXTS[brief.language]
  const solved = solve(brief.text)
  const said = brief.text === '' ? texts.nothingSaid : texts.restated(excerpt(brief.text, QUOTED))
  return [
    ...(solved === null ? [] : [`\`${solved.sum}\` = **${solved.result}**`]),
    texts.introduction,
    said,
    findings(brief, texts)
      .map((finding) => `- ${finding}`)
      .join('\n'),
  ].join('\n\n')
}

function findings(brief: Brief, texts: Texts): string[] {
  const opening = brief.turn === 1 ? '' : (brief.history[0]?.text ?? '')
  const rows: [isThere: boolean, text: () => string][] = [
    [brief.text !== '', () => texts.size(measure(brief.text))],
    [true, () => texts.turn(brief.turn, excerpt(opening, GLIMPSED))],
    [
      brief.system !== '',
      () => texts.system(measure(brief.system), excerpt(brief.system, GLIMPSED)),
    ],
    [brief.results.length > 0, () => texts.toolResults(brief.results.length)],
  ]
  return rows.flatMap(([isThere, text]) => (isThere ? [text()] : []))
}
