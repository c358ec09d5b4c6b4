import { expect, test } from 'vitest'
import { splitSheets } from './split-sheets'

test('A workbook’s text is parted into its sheets, though a cell looks like a sheet’s name', () => {
  const sales = 'Item,Note\n# Costs,"x\n\n# Costs\ny"\n"a ""quote"""\n'
  const text = `# Sales\n${sales}\n# Empty\n\n# Costs\n# Sales\n1\n`
  expect(splitSheets(text)).toEqual([
    { name: 'Sales', csv: `${sales}\n` },
    { name: 'Empty', csv: '\n' },
    { name: 'Costs', csv: '# Sales\n1\n' },
  ])
})

test('A workbook without a sheet has none', () => {
  expect(splitSheets('')).toEqual([])
})
