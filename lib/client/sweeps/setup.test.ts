import { expect, test } from 'vitest'
import { axesOf, readTemperatures, type Setup } from './setup'

test('Temperatures are numbers from 0 to 1 with anything usual between them, each once', () => {
  expect(readTemperatures('0, 0.5;1')).toEqual([0, 0.5, 1])
  expect(readTemperatures('0.2，0.2、0.7 ')).toEqual([0.2, 0.7])
  expect(readTemperatures(' ')).toEqual([])
  expect(readTemperatures('0.5, 1.5')).toBeNull()
  expect(readTemperatures('warm')).toBeNull()
})

test('System prompts are called by letters, in their order', () => {
  const setup: Setup = {
    ...{ kind: 'grid', repeats: 5, from: '', models: [], efforts: [], temperatures: '' },
    systems: ['Be brief.', ''],
  }
  expect(axesOf(setup).systems).toEqual([
    { name: 'A', text: 'Be brief.' },
    { name: 'B', text: '' },
  ])
})
