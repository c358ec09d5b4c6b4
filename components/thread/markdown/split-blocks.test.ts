import { describe, expect, test } from 'vitest'
import { type Block, BlockSplitter } from './split-blocks'

const split = (text: string) => new BlockSplitter().split(text)
const brief = (block: Block) =>
  block.kind === 'text' ? block.source : `[${block.info}${block.isOpen ? '…' : ''}|${block.code}]`

describe('Blocks are cut where CommonMark ends what stands above', () => {
  test.each([
    ['a\n\nb', ['a\n\n', 'b']],
    ['# A\ntext\n## B', ['# A\ntext\n', '## B']],
    ['- a\n\n- b\n\n  c', ['- a\n\n- b\n\n  c']],
    ['1. a\n\n2. b\n\nend', ['1. a\n\n2. b\n\n', 'end']],
    ['- a\n\n**b**', ['- a\n\n', '**b**']],
    ['> a\n\n> b', ['> a\n\n', '> b']],
    ['a\n```ts\nx\n\ny\n```\nb', ['a\n', '[ts|x\n\ny]', 'b']],
    ['````md\n```\n````', ['[md|```]']],
    ['~~~\n```\n~~~', ['[|```]']],
    ['```ts\nx', ['[ts…|x]']],
    ['```ts\nx\n``', ['[ts…|x]']],
    ['```ts\nx\n```', ['[ts|x]']],
    ['```', ['[…|]']],
    ['```a`b```', ['```a`b```']],
    ['- a\n  ```\n  x\n\n  y\n  ```', ['- a\n  ```\n  x\n\n  y\n  ```']],
    ['```\r\na\r\n```\r\nb', ['[|a]', 'b']],
    ['```\n```', ['[|]']],
    ['\n\n', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(split(text).map(brief)).toEqual(expected)
  })
})

const LONG = [
  '# Title\n\nSome **bold** text\nin two lines.\n\n',
  '1. one\n\n   ```py\n   x = 1\n   ```\n2. two\n\n',
  '```ts\nconst a = 1\n\n\n# no heading\n```\n',
  'after\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n2026 was\n\n- x\n- y\n\n* * *\n\n[^1]: note\n    more\n\n[x]: https://a.example\n',
].join('')

test('Text that comes in pieces ends in the same blocks as the whole, and only the last one changes', () => {
  for (let step = 1; step <= 7; step++) {
    const splitter = new BlockSplitter()
    let before: readonly Block[] = []
    for (let end = step; end < LONG.length + step; end += step) {
      const blocks = splitter.split(LONG.slice(0, end))
      for (const [i, block] of before.slice(0, -2).entries()) expect(blocks[i]).toEqual(block)
      before = blocks
    }
    expect(before).toEqual(split(LONG))
  }
})

test('A finished block is the same object from one reading to the next', () => {
  const splitter = new BlockSplitter()
  const [first] = splitter.split('a\n\nb\n\nc')
  expect(splitter.split('a\n\nb\n\nc and more')[0]).toBe(first)
})

test('Another text begins anew', () => {
  const splitter = new BlockSplitter()
  splitter.split('```\nopen')
  expect(splitter.split('other').map(brief)).toEqual(['other'])
})

test('A list of thousands of items is drawn in parts, each of them a list', () => {
  const blocks = split(Array.from({ length: 2_000 }, (_, i) => `${i + 1}. item\n`).join(''))
  expect(blocks.length).toBeGreaterThan(1)
  for (const block of blocks) expect(brief(block)).toMatch(/^\d+\. item\n/)
})
