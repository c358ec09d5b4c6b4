import 'server-only'
import { solve } from './arithmetic'
import type { Attachment, Facts } from './facts'
import { excerpt, type Language, measure } from './measure'
import { TEXTS, type Texts } from './texts'

const QUOTED = 160
const GLIMPSED = 60

/** The answer where no directive asks for another: the request restated, and what is in it. */
export function reportOn(facts: Facts, language: Language): string {
  const texts = TEXTS[language]
  const solved = solve(facts.text)
  const said = facts.text === '' ? texts.nothingSaid : texts.restated(excerpt(facts.text, QUOTED))
  return [
    ...(solved === null ? [] : [`\`${solved.sum}\` = **${solved.result}**`]),
    texts.introduction,
    said,
    findings(facts, texts)
      .map((finding) => `- ${finding}`)
      .join('\n'),
  ].join('\n\n')
}

function findings(facts: Facts, texts: Texts): string[] {
  const list = facts.attachments.map((attachment) => nameOf(attachment, texts)).join(', ')
  const rows: [isThere: boolean, text: () => string][] = [
    [facts.text !== '', () => texts.size(measure(facts.text))],
    [true, () => texts.turn(facts.turn, excerpt(facts.opening, GLIMPSED))],
    [
      facts.system !== '',
      () => texts.system(measure(facts.system), excerpt(facts.system, GLIMPSED)),
    ],
    [list !== '', () => texts.attachments(list)],
    [facts.toolResults > 0, () => texts.toolResults(facts.toolResults)],
    [facts.tools > 0, () => texts.tools(facts.tools)],
    [facts.hasFormat, () => texts.format],
  ]
  return rows.flatMap(([isThere, text]) => (isThere ? [text()] : []))
}

function nameOf({ kind, detail }: Attachment, texts: Texts): string {
  return detail === '' ? texts.kinds[kind] : `${texts.kinds[kind]} (${excerpt(detail, GLIMPSED)})`
}
