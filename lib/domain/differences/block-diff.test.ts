import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { type BlockDiff, type ComparedBlock, diffBlocks } from './block-diff'

const blocksOf = (...sources: string[]): ComparedBlock[] =>
  sources.map((source) => ({ kind: source.startsWith('```') ? 'code' : 'text', source }))
const kindsOf = ({ changes }: BlockDiff) => changes.map(({ kind }) => kind)

const PARAGRAPHS = [
  'The refund will arrive within three working days.',
  'The refund will arrive within five working days.',
  '# Summary',
  '- one\n- two\n- three',
  '- one\n- 2\n- three\n- four',
  '```ts\nconst answer = 42\n```',
  '```ts\nconst answer = 43\n```',
  '退款将在三个工作日内到账。',
  '退款将在五个工作日内到账。',
  'המחיר עלה היום בבוקר.',
  '👩‍👩‍👧‍👦 👍🏽',
  '---',
]
const answers = fc
  .array(fc.oneof(fc.constantFrom(...PARAGRAPHS), fc.lorem({ maxCount: 8 })), { maxLength: 12 })
  .map((sources) => blocksOf(...sources))

/** What a side is by the difference. */
function sideOf(diff: BlockDiff, side: 'baseline' | 'answer'): string[] {
  const [own, other] = side === 'baseline' ? ['removed', 'added'] : ['added', 'removed']
  return diff.changes.flatMap((change) => {
    if (change.kind === other) return []
    if (change.kind !== 'changed') return [change.block.source]
    const pieces = change.words.pieces.filter(({ kind }) => kind === 'same' || kind === own)
    return [pieces.map(({ text }) => text).join('')]
  })
}

describe('The difference of two answers by blocks', () => {
  it('Makes each side of the other, exactly, in 200 random pairs', () => {
    fc.assert(
      fc.property(answers, answers, (baseline, answer) => {
        const diff = diffBlocks(baseline, answer)
        expect(sideOf(diff, 'answer')).toEqual(answer.map(({ source }) => source))
        expect(sideOf(diff, 'baseline')).toEqual(baseline.map(({ source }) => source))
      }),
      { numRuns: 200 },
    )
  })

  it('Has added and removed exchanged when the sides are', () => {
    fc.assert(
      fc.property(answers, answers, (baseline, answer) => {
        const there = diffBlocks(baseline, answer)
        const back = diffBlocks(answer, baseline)
        expect([back.added, back.removed]).toEqual([there.removed, there.added])
        const count = (diff: BlockDiff, kind: string) =>
          kindsOf(diff).filter((one) => one === kind).length
        expect(count(back, 'added')).toBe(count(there, 'removed'))
        expect(count(back, 'removed')).toBe(count(there, 'added'))
        expect(count(back, 'changed')).toBe(count(there, 'changed'))
        expect(sideOf(back, 'answer')).toEqual(sideOf(there, 'baseline'))
      }),
      { numRuns: 200 },
    )
  })

  it('Of equal answers is none', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const diff = diffBlocks(answer, structuredClone(answer))
        expect(diff).toMatchObject({ added: 0, removed: 0, isCoarse: false })
        expect(diff.changes).toEqual(answer.map((block) => ({ kind: 'same', block })))
      }),
    )
  })

  it('Keeps equal blocks, and shows one that changed by its words', () => {
    const diff = diffBlocks(
      blocksOf('# Refund', 'It will arrive within three days.', 'Regards'),
      blocksOf('# Refund', 'It will arrive within five days.', 'Regards'),
    )
    expect(kindsOf(diff)).toEqual(['same', 'changed', 'same'])
    expect(diff).toMatchObject({ added: 1, removed: 1 })
  })

  it('Pairs a changed block with the one that is most like it, not with the next', () => {
    const diff = diffBlocks(
      blocksOf('The invoice was paid twice in October.', 'A person will write to you on Monday.'),
      blocksOf(
        'Quite another thing stands at the top now.',
        'The invoice was paid twice in November.',
        'A person will call you on Monday.',
      ),
    )
    expect(kindsOf(diff)).toEqual(['added', 'changed', 'changed'])
  })

  it('Removes and adds blocks that have little in common', () => {
    const diff = diffBlocks(
      blocksOf('Profits soared beyond measure.'),
      blocksOf('Rain fell on every village at noon.'),
    )
    expect(kindsOf(diff)).toEqual(['removed', 'added'])
    expect(diff).toMatchObject({ added: 7, removed: 4 })
  })

  it('Never pairs text with code, however alike', () => {
    const [text, code] = ['const answer = 42', '```\nconst answer = 42\n```']
    expect(kindsOf(diffBlocks(blocksOf(text), blocksOf(code)))).toEqual(['removed', 'added'])
  })

  it('Shows a block that moved as removed and added', () => {
    const diff = diffBlocks(
      blocksOf('First of all this.', 'Second comes another.', 'Third and last.'),
      blocksOf('Second comes another.', 'Third and last.', 'First of all this.'),
    )
    expect(kindsOf(diff)).toEqual(['removed', 'same', 'same', 'added'])
  })

  it('Of very many blocks says that it is coarse, and is still exact', () => {
    const many = (word: string) =>
      blocksOf(...Array.from({ length: 2000 }, (_, i) => `${word} ${i} ${word}`))
    const diff = diffBlocks(many('x'), many('y'))
    expect(diff.isCoarse).toBe(true)
    expect(sideOf(diff, 'answer')).toHaveLength(2000)
  })
})
