import { expect, test } from 'vitest'
import { SNIPPET_TABS, SNIPPETS, tokenize } from './snippets'

test('Colouring a snippet changes none of its characters', () => {
  for (const { value } of SNIPPET_TABS) {
    const code = SNIPPETS[value]('http://127.0.0.1:3000', '/data/gateway-key')
    expect(
      tokenize(code)
        .map(({ text }) => text)
        .join(''),
    ).toBe(code)
  }
})

test('Every snippet calls the base URL given and takes the key from the environment', () => {
  for (const { value } of SNIPPET_TABS) {
    const code = SNIPPETS[value]('http://parley.test:8080', null)
    expect(code).toContain('http://parley.test:8080')
    expect(code).toContain('PARLEY_API_KEY')
  }
})

test('Where the key lies in a file, a snippet begins with the line that takes it from there', () => {
  const line = `export PARLEY_API_KEY="$(cat '/my data/gateway-key')"`
  for (const { value } of SNIPPET_TABS) {
    const [first] = SNIPPETS[value]('http://127.0.0.1:3000', '/my data/gateway-key').split('\n')
    expect(first?.replace(/^(\/\/|#) /, '')).toBe(line)
    expect(SNIPPETS[value]('http://127.0.0.1:3000', null)).not.toContain('export')
  }
})
