import compile from 'icu-minify/compile'
import type { RichTranslationValues } from 'use-intl'
import { _createCache, _createIntlFormatters } from 'use-intl/core'
import formatText from 'use-intl/format-message'
import { expect, test } from 'vitest'
import formatMessage from './format-message'
import { MESSAGES } from './messages'

function textsOf(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : textsOf(value, `${path}${key}.`),
  )
}

/** For each value of a text, what may stand for it: the words that it chooses by, else numbers. */
function choicesOf(text: string): Map<string, (string | number)[]> {
  const names = new Map<string, (string | number)[]>()
  for (const [, name = ''] of text.matchAll(/\{\s*(\w+)\s*[,}]/g)) names.set(name, [0, 1, 1234.5])
  for (const [, name = '', rest = ''] of text.matchAll(/\{\s*(\w+), select, (.*)/g)) {
    names.set(name, [...[...rest.matchAll(/(\w+) \{/g)].map(([, word = '']) => word), 'else'])
  }
  return names
}

test('A compiled text says what the text says, in each language and whatever it chooses by', () => {
  const cache = _createCache()
  const differences: unknown[] = []
  for (const locale of ['en', 'zh'] as const) {
    const options = { cache, formatters: _createIntlFormatters(cache), locale, timeZone: 'UTC' }
    for (const [path, text] of textsOf(MESSAGES[locale])) {
      const choices = choicesOf(text)
      const compiled = compile(text)
      // Every place goes through all that may stand in it; all of them together would be too many.
      for (let at = 0; at < (choices.size === 0 ? 1 : 12); at += 1) {
        const values: RichTranslationValues = {}
        for (const [, tag = ''] of text.matchAll(/<(\w+)>/g)) values[tag] = (inner) => inner
        for (const [name, all] of choices) values[name] = all[at % all.length] ?? 0
        const wanted = formatText(path, text, values, options)
        const said = formatMessage(path, compiled, values, options)
        if (JSON.stringify(said) !== JSON.stringify(wanted))
          differences.push({ path, said, wanted })
      }
    }
  }
  expect(differences).toEqual([])
})
