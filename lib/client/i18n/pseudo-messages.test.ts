import { createTranslator } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from './messages'
import { pseudoMessages, pseudoText } from './pseudo-messages'

test('Words are accented and grow, values, keywords and tags stay', () => {
  expect(pseudoText('Rename {title}')).toBe('Ŕéñáɱé {title}~~~')
  expect(pseudoText('<v>{count}</v> in')).toBe('<v>{count}</v> íñ~')
  expect(pseudoText('{count, plural, one {# token} other {# tokens}}')).toMatch(
    /^\{count, plural, one \{# ťóķéñ\} other \{# ťóķéñš\}\}/,
  )
  expect(pseudoText('{what} at first{status, select, none {} other { ({status})}},')).toMatch(
    /^\{what\} áť ƒíŕšť\{status, select, none \{\} other \{ \(\{status\}\)\}\},/,
  )
})

test('Every message is still one that can be drawn', () => {
  const messages = pseudoMessages(MESSAGES.en)
  const failures: string[] = []
  const t = createTranslator({
    locale: 'en',
    messages,
    onError: (error) => failures.push(error.message),
  })
  const walk = (node: object, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object') walk(value, `${path}${key}.`)
      // A value is missing in most; a text that cannot be read is another error.
      else Reflect.apply(t, null, [path + key])
    }
  }
  walk(messages, '')
  expect(failures.filter((message) => /INVALID_MESSAGE/.test(message))).toEqual([])
})
