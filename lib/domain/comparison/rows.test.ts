import { expect, test } from 'vitest'
import type { Message } from '../conversation'
import { alignColumns, type Row, rowsOfColumn } from './rows'
import { segmentsOf } from './segments'

/** Turns of a branch: `q:` asks, `a:` answers, `r:` carries results. */
function branch(...turns: string[]): Message[] {
  return turns.map((text, index) => ({
    id: `${index}-${text}`,
    conversationId: 'c',
    parentId: null,
    role: text.startsWith('a:') ? 'assistant' : 'user',
    content: text.startsWith('a:')
      ? null
      : [text.startsWith('r:') ? { type: 'tool_result' } : { type: 'text', text }],
    runId: null,
    createdAt: 0,
  }))
}

function drawn(...columns: Message[][]): string[] {
  return inWords(alignColumns(columns.map(segmentsOf)))
}

function inWords(rows: readonly Row[]): string[] {
  const words = (turn: Message | null | undefined) => String(turn?.content?.[0]?.text ?? '-')
  return rows.map(({ shared, cells }) =>
    shared === null ? cells.map((cell) => words(cell?.question)).join(' | ') : words(shared),
  )
}

test('A tool loop with all its steps is one answer to the question before it', () => {
  const [first, second] = segmentsOf(branch('q:1', 'a:1', 'r:1', 'a:2', 'q:2', 'a:3'))
  expect(first?.answers).toHaveLength(3)
  expect(second?.answers).toHaveLength(1)
})

test('Questions that all columns were asked stand once over all of them', () => {
  const column = branch('q:1', 'a:1', 'q:2', 'a:2')
  expect(drawn(column, column, column)).toEqual(['q:1', 'q:2'])
})

test('What one column alone was asked stands in it, and the next shared question is shared again', () => {
  const one = branch('q:1', 'a:1', 'q:alone', 'a:2', 'q:2', 'a:3')
  const other = branch('q:1', 'a:1', 'q:2', 'a:3')
  expect(drawn(one, other)).toEqual(['q:1', 'q:alone | -', 'q:2'])
  expect(drawn(other, one)).toEqual(['q:1', '- | q:alone', 'q:2'])
})

test('An edited question stands beside what it was', () => {
  expect(drawn(branch('q:1', 'a:1'), branch('q:one', 'a:1'))).toEqual(['q:1 | q:one'])
})

test('A column that came later is asked nothing of what was before it', () => {
  expect(drawn(branch('q:1', 'a:1', 'q:2', 'a:2'), [], branch('q:2', 'a:2'))).toEqual([
    'q:1 | - | -',
    'q:2',
  ])
})

test('A column alone has the rows in which it was asked, each with what it was asked', () => {
  const one = branch('q:1', 'a:1', 'q:alone', 'a:2', 'q:2', 'a:3')
  const other = branch('q:1', 'a:1', 'q:2', 'a:3')
  const rows = alignColumns([one, other].map(segmentsOf)).map((row, at) => ({ ...row, at }))
  expect(inWords(rowsOfColumn(rows, 0))).toEqual(['q:1', 'q:alone', 'q:2'])
  expect(inWords(rowsOfColumn(rows, 1))).toEqual(['q:1', 'q:2'])
  expect(rowsOfColumn(rows, 1).map(({ at }) => at)).toEqual([0, 2])
})
