import { describe, expect, test } from 'vitest'
import { parseBlock } from '../parse-block'
import { alignNumbers } from './align-numbers'
import { cellsOf, toCsv, toMarkdown } from './table-text'

const TABLE = '| a | b |\n|---|--:|\n| x, "y" | 1,234 |\n| p\\|q | -5 |'

test('A table is copied as CSV that a spreadsheet reads and does not run', () => {
  expect(toCsv(cellsOf(parseBlock(TABLE)))).toBe('a,b\r\n"x, ""y""","1,234"\r\np|q,-5')
  expect(toCsv([['=1+1', '@x', '+cmd', '-3.5%', '+1']])).toBe("'=1+1,'@x,'+cmd,-3.5%,+1")
})

test('A table is copied as Markdown that reads as the same table', () => {
  const copied = toMarkdown(cellsOf(parseBlock(TABLE)))
  expect(cellsOf(parseBlock(copied))).toEqual(cellsOf(parseBlock(TABLE)))
})

describe('Columns of figures stand to the right', () => {
  const alignOf = (cells: readonly string[]) => {
    const source = `| head |\n|---|\n${cells.map((cell) => `| ${cell} |\n`).join('')}`
    return JSON.stringify(alignNumbers(parseBlock(source))).includes('"align":"right"')
  }
  test.each([
    [['1', '20', '—']],
    [['$1.50', '€20', '~3']],
    [['0.84 s', '68.4 tok/s', '12 ms']],
    [['4.1%', '-0.7%', '']],
    [['1 204 118', '2×']],
  ])('%j', (cells) => {
    expect(alignOf(cells)).toBe(true)
  })
  test.each([[['1', 'two']], [['', '']], [['2026-11-22']], [['3 retries in the client']]])(
    '%j is none',
    (cells) => {
      expect(alignOf(cells)).toBe(false)
    },
  )
})
