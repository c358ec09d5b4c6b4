import 'server-only'
import type { Facts } from './facts'
import { allFound, type Found, found, type Reader, SCORES } from './found'
import { LANGUAGES } from './gazetteer'
import { currencyOf } from './numbers'
import { SYMBOL_OF, TIMEZONE_OF } from './world'

/** What has a code as well as a name: languages, currencies, time zones, shares. */

const isEnglish = (text: string) => /[a-z]/i.test(text) && !/\p{Script=Han}/u.test(text)

export const readLanguage: Reader = ({ description, name }, facts) => {
  const isCode = /\bcodes?\b|iso|['"](?:en|fr|es|de|zh|ja)['"]|\((?:en|fr|es|de|zh|ja)[,)]/i.test(
    `${name} ${description}`,
  )
  return facts.languages().map((span) => {
    const row = LANGUAGES.find(
      ([, en, zh]) => en.toLowerCase() === span.text.toLowerCase() || zh.includes(span.text),
    )
    const value = isCode ? row?.[0] : isEnglish(description) ? row?.[1] : span.text
    return found(span, SCORES.form, value ?? span.text)
  })
}

export const readCurrency: Reader = (_wanted, facts) =>
  facts.currencies().map((span) => found(span, SCORES.form, currencyOf(span.text) ?? span.text))

const byTable = (table: ReadonlyMap<string, string>, facts: Facts): Found[] =>
  [...facts.names(), ...facts.remains()].flatMap((span) => {
    const code = table.get(span.text.toLowerCase().replace(/(?:公司|集团|,? inc\.?)$/, ''))
    return code === undefined ? [] : [found(span, SCORES.form, code)]
  })

export const readTimezone: Reader = (_wanted, facts) => [
  ...allFound(facts.timezones(), SCORES.cue),
  ...byTable(TIMEZONE_OF, facts),
  ...facts.names().map((span) => found(span, SCORES.weak)),
]

export const readSymbol: Reader = (_wanted, facts) => [
  ...byTable(SYMBOL_OF, facts),
  ...facts.symbols().map((span) => found(span, SCORES.form)),
  ...facts.names().map((span) => found(span, SCORES.weak)),
]
