import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { hostileStrings } from '@/e2e/browser/hostile-strings'
import { SAMPLE_WORDS, sampleReport } from '@/e2e/harness/sample-report'
import { comparisonMarkdown } from './markdown'

const HOSTILE = [
  ...hostileStrings('https://canary.example'),
  ...['# Turn 9', '```\n# out', '~~~\n# out', '> # deep\n\n# out', '- a\n\n# out\n---\nx\n==='],
  ...[
    '\r# out',
    'a\u2028# out',
    '```````\n``` x',
    '[Turn 1]: https://x.example',
    '</blockquote># x',
  ],
]

const written = (text: string) =>
  comparisonMarkdown(
    sampleReport(
      [
        { system: text, turns: [{ question: text, answer: text }] },
        { model: text, turns: [{ question: 'Other', answer: [{ type: text, x: text }] }] },
      ],
      text,
    ),
    SAMPLE_WORDS,
  )

test('A shared question stands once, over the answers of the columns with their figures', () => {
  const turn = { question: 'Which queue?', answer: 'The **first**.' }
  const text = comparisonMarkdown(
    sampleReport([
      { turns: [turn] },
      { model: 'claude-opus-5-5', system: 'Be brief.', turns: [turn] },
    ]),
    SAMPLE_WORDS,
  )
  expect(text.match(/> Which queue\?/g)).toHaveLength(1)
  expect(text).toContain('### Column 2: Opus 5.5')
  expect(text).toContain('- `system`: `Be brief.`')
  expect(text).toContain('First token 100 ms (best); Total 1100 ms (best); Tokens/s 20')
  expect(text.match(/> The \*\*first\*\*\./g)).toHaveLength(2)
})

test('Whatever was written, the document keeps its structure and fetches nothing', () => {
  const kindsOf = (text: string) =>
    fromMarkdown(text).children.map(({ type }) =>
      // A text may be quoted or stand as code.
      type === 'blockquote' || type === 'code' ? 'contained' : type,
    )
  const wanted = kindsOf(written('harmless'))
  for (const text of HOSTILE) {
    const made = written(text)
    expect([text, ...kindsOf(made)]).toEqual([text, ...wanted])
    const tree = JSON.stringify(fromMarkdown(made))
    expect([text, /"type":"(html|image|imageReference|definition)"/.test(tree)]).toEqual([
      ...[text, false],
    ])
  }
})
