import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { splitWords } from './split-words'
import { diffWords, type WordDiff } from './word-diff'

const without = (kind: 'added' | 'removed', { pieces }: WordDiff) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('')
const shown = (baseline: string, answer: string) =>
  diffWords(baseline, answer)
    .pieces.map(
      ({ kind, text }) => ({ same: text, removed: `[-${text}]`, added: `[+${text}]` })[kind],
    )
    .join('')

/** Words of several scripts, pictures of several signs, marks, blanks, and half of a pair. */
const PARTS = [
  ...[
    'the',
    'a',
    'refund',
    'isn’t',
    '3.14',
    'naïve',
    'e\u0301',
    '**bold**',
    '|',
    '.',
    ',',
    '`code`',
  ],
  ...['退款', '我们', '将在三个工作日内到账', '，', '。', 'これは', 'テスト', 'ภาษาไทย'],
  ...['מחיר', 'السعر', '\u200f', '👩‍👩‍👧‍👦', '🇨🇳', '👍🏽', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '\ud83d'],
  ...[' ', ' ', ' ', '\n', '\n\n', '\r\n', '\t', '\u00a0'],
]
const texts = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PARTS) }, fc.string({ unit: 'binary' })),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))
/** A text and another that was made of it, or two that have nothing to do with each other. */
const pairs = fc.oneof(
  fc.tuple(texts, texts),
  fc
    .tuple(fc.array(texts, { maxLength: 6 }), fc.nat(5), texts)
    .map(([parts, at, other]): [string, string] => [
      parts.join(' '),
      parts.map((part, i) => (i === at ? other : part)).join(' '),
    ]),
)

describe('The difference of two texts', () => {
  it('Makes the answer of the baseline, exactly, in 200 random pairs', () => {
    fc.assert(
      fc.property(pairs, ([baseline, answer]) => {
        const diff = diffWords(baseline, answer)
        expect(without('removed', diff)).toBe(answer)
        expect(without('added', diff)).toBe(baseline)
        expect(diff.isCoarse).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('Has the same parts with added and removed exchanged when the sides are', () => {
    fc.assert(
      fc.property(pairs, ([baseline, answer]) => {
        const there = diffWords(baseline, answer)
        const back = diffWords(answer, baseline)
        expect([back.added, back.removed]).toEqual([there.removed, there.added])
        const of = (kind: string, { pieces }: WordDiff) =>
          pieces.filter((piece) => piece.kind === kind).map(({ text }) => text)
        expect(of('added', back)).toEqual(of('removed', there))
        expect(of('removed', back)).toEqual(of('added', there))
        expect(of('same', back)).toEqual(of('same', there))
      }),
      { numRuns: 200 },
    )
  })

  it('Of equal texts is one unchanged part, of no text none', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const pieces = text === '' ? [] : [{ kind: 'same', text }]
        expect(diffWords(text, text)).toEqual({ pieces, added: 0, removed: 0, isCoarse: false })
      }),
    )
  })

  it('Shows no part twice in a row of one kind, and none that is empty', () => {
    fc.assert(
      fc.property(pairs, ([baseline, answer]) => {
        const { pieces } = diffWords(baseline, answer)
        for (const [i, { kind, text }] of pieces.entries()) {
          expect(text).not.toBe('')
          expect(pieces[i + 1]?.kind).not.toBe(kind)
        }
      }),
    )
  })

  it.each([
    ['words', 'The red fox ran.', 'The brown fox ran.', 'The [-red][+brown] fox ran.'],
    ['a word more', 'one two three', 'one two and three', 'one two [+and ]three'],
    ['Chinese words', '我们的模型很好。', '我们的价格很好。', '我们的[-模型][+价格]很好。'],
    ['a picture of several signs', 'ok 👩‍👩‍👧', 'ok 👩‍👩‍👦', 'ok [-👩‍👩‍👧][+👩‍👩‍👦]'],
    ['a word with its marks', 'cafe\u0301 s', 'cafe s', '[-cafe\u0301][+cafe] s'],
    ['a number as one word', 'it is 3.14 now', 'it is 3.15 now', 'it is [-3.14][+3.15] now'],
    ['blanks alone', 'one two', 'one\n\ntwo', 'one[- ][+\n\n]two'],
    ['a line break more', 'one\ntwo', 'one\n\ntwo', 'one\n[+\n]two'],
    ['Hebrew', 'המחיר עלה היום', 'המחיר ירד היום', 'המחיר [-עלה][+ירד] היום'],
    [
      'neighbouring words as one change',
      'so: big red',
      'so: old blue',
      'so: [-big red][+old blue]',
    ],
    [
      'words around a sign as one',
      'it was (old), truly',
      'it was [new], truly',
      'it was [-(old)][+[new]], truly',
    ],
    ['lines by themselves', 'one\n\ntwo\n', 'eins\n\nzwei\n', '[-one][+eins]\n\n[-two][+zwei]\n'],
    [
      'a long change without the small words that both happen to have',
      'Yes: profits soared beyond measure the shareholders rejoiced greatly.',
      'Yes: rain fell on every village the farmers slept at noon.',
      'Yes: [-profits soared beyond measure the shareholders rejoiced greatly][+rain fell on every village the farmers slept at noon].',
    ],
  ])('Shows %s', (_, baseline, answer, wanted) => {
    expect(shown(baseline, answer)).toBe(wanted)
  })

  it('Counts words, not signs and blanks', () => {
    expect(diffWords('one — two', 'one, 3.5 isn’t two!')).toMatchObject({ added: 2, removed: 0 })
    expect(diffWords('one two', 'one  two…')).toMatchObject({ added: 0, removed: 0 })
    expect(diffWords('', '我们 👍')).toMatchObject({ added: 1, removed: 0 })
  })
})

describe('Long texts', () => {
  const line = (i: number, word: string) =>
    `Line ${i} of the report says ${word} about item ${i * 7}.\n`
  const lines = (word: (i: number) => string) =>
    Array.from({ length: 2500 }, (_, i) => line(i, word(i))).join('')

  it('Are compared by words as long as little differs', () => {
    const answer = lines((i) => (i % 100 === 0 ? 'much' : 'little'))
    const diff = diffWords(
      lines(() => 'little'),
      answer,
    )
    expect(diff).toMatchObject({ added: 25, removed: 25, isCoarse: false })
  })

  it('Say so when they are compared coarsely, and still make the one of the other', () => {
    const baseline = lines((i) => `x${i}`)
    const answer = lines((i) => `y${i * 3} and more`)
    const diff = diffWords(baseline, answer)
    expect(diff.isCoarse).toBe(true)
    expect(without('removed', diff)).toBe(answer)
    expect(without('added', diff)).toBe(baseline)
    expect(diffWords(answer, baseline)).toMatchObject({ added: diff.removed, removed: diff.added })
  })

  it('Keep their unchanged lines when they are compared coarsely', () => {
    const kept = 'This line is in both of them.\n'
    const text = (word: string) =>
      Array.from({ length: 150 }, (_, i) => `${`${word}${i} `.repeat(20)}\n`).join('')
    const { pieces } = diffWords(text('x') + kept + text('v'), text('y') + kept + text('w'))
    expect(pieces.some(({ kind, text }) => kind === 'same' && text.includes(kept))).toBe(true)
  })

  it('That grow at an end or in the middle alone are compared by words', () => {
    const text = lines(() => 'little')
    expect(diffWords('', text).isCoarse).toBe(false)
    expect(diffWords(text, `${text}${text}`)).toMatchObject({ removed: 0, isCoarse: false })
  })
})

it('A text cut into words is itself when they are joined', () => {
  const joined = (words: ReturnType<typeof splitWords>[0]) =>
    words.map(({ text, gap }) => text + gap).join('')
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      expect(splitWords(one, other).map(joined)).toEqual([one, other])
    }),
  )
  const long = '退款将在三个工作日内到账'.repeat(2500)
  expect(splitWords(long, '退款').map(joined)).toEqual([long, '退款'])
})
