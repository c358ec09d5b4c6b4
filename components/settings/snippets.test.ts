import { expect, test } from 'vitest'
import { SNIPPET_TABS, SNIPPETS, tokenize } from './snippets'

test('Colouring a snippet changes none of its characters', () => {
  for (const { value } of SNIPPET_TABS) {
    const code = SNIPPETS[value]('http://127.0.0.1:3000')
    expect(
      tokenize(code)
        .map(({ text }) => text)
        .join(''),
    ).toBe(code)
  }
})

test('Every snippet calls the base URL given and takes the key from the environment', () => {
  for (const { value } of SNIPPET_TABS) {
    const code = SNIPPETS[value]('http://parley.test:8080')
    expect(code).toContain('http://parley.test:8080')
    expect(code).toContain('PARLEY_API_KEY')
  }
})
