import { describe, expect, test } from 'vitest'
import { type Coloured, Colouring } from './colouring'
import { loadGrammar } from './grammar'

const SAMPLES: Record<string, string> = {
  typescript:
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the code that is coloured
    'export function greet(name: string): string {\n  return `Hello, ${name}`\n}\n/* a\n remark */ const n = 1',
  python:
    'def mean(values: list[float]) -> float:\n    """The\n    mean."""\n    return sum(values) / len(values)',
  sql: "SELECT model, count(*) AS runs\nFROM runs\nWHERE status = 'complete'\nORDER BY runs DESC;",
  html: '<p class="a">\n<script>\nconst a = "b" // c\n</script>\n<!-- d\n e -->',
  json: '{\n  "a": [1, true, "x"],\n  "b": null\n}',
}

const lit = ({ chunks, last, rest }: Coloured) => [
  ...[...chunks.flatMap(({ lines }) => lines), last ?? []].map((line) =>
    line.map(([text, colour]) => `${colour?.slice('text-c-'.length) ?? ''}:${text}`).join('|'),
  ),
  rest,
]

describe.each(Object.entries(SAMPLES))('In %s', (language, code) => {
  test('code that comes character by character gets the colours of the whole', async () => {
    const grammar = await loadGrammar(language)
    if (grammar === null) throw new Error('No grammar')
    const whole = lit(new Colouring(grammar).read(code, 10_000))
    const growing = new Colouring(grammar)
    for (let end = 1; end <= code.length; end++) growing.read(code.slice(0, end), 10_000)
    expect(lit(growing.read(code, 10_000))).toEqual(whole)
    expect(whole.join('')).toMatch(/key:|str:/)
    expect(
      whole
        .slice(0, -1)
        .map((line) => line.replace(/(^|\|)\w*:/g, ''))
        .join('\n').length,
    ).toBeGreaterThan(code.length * 0.8)
  })
})

test('With no time left, what has not been read stays plain, and is read later', async () => {
  const grammar = await loadGrammar('python')
  if (grammar === null) throw new Error('No grammar')
  const colouring = new Colouring(grammar)
  const code = 'x = 1\n'.repeat(200)
  const first = colouring.read(code, -1)
  expect([first.isDone, first.rest]).toEqual([false, code])
  const all = colouring.read(code, 10_000)
  expect(all.isDone).toBe(true)
  expect(colouring.read(`${code}y`, 10_000).chunks[0]).toBe(all.chunks[0])
})

test('A grammar is made ready a little at a time: other work goes on meanwhile', async () => {
  // Its file is here: what is left to wait for is its expressions.
  await import('@shikijs/langs/csharp')
  let turns = 0
  let isReady = false
  const count = () => {
    turns++
    if (!isReady) setTimeout(count)
  }
  count()
  await loadGrammar('csharp')
  isReady = true
  expect(turns).toBeGreaterThan(3)
})
