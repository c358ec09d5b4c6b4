import { expect, test } from 'vitest'
import { axesOf, readTemperatures, type Setup } from './setup'

test('Temperatures are numbers from 0 to 1 with anything usual between them', () => {
  expect(readTemperatures('0, 0.5;1')).toEqual([0, 0.5, 1])
  expect(readTemperatures('0.2，0.2、0.7 ')).toEqual([0.2, 0.2, 0.7])
  expect(readTemperatures(' ')).toEqual([])
  expect(readTemperatures('0.5, 1.5')).toBeNull()
  expect(readTemperatures('warm')).toBeNull()
})

const SETUP: Setup = {
  ...{ kind: 'grid', repeats: 5, from: '', models: [], efforts: [], temperatures: '', systems: [] },
}

test('System prompts are called by letters, in their order', () => {
  expect(axesOf({ ...SETUP, systems: ['Be brief.', ''] }).systems).toEqual([
    { name: 'A', text: 'Be brief.' },
    { name: 'B', text: '' },
  ])
})

test('What stands twice on an axis is asked once, a system prompt by its first name', () => {
  const systems = ['', 'Be brief.', '', 'Be brief.', 'Be long.']
  const axes = axesOf({ ...SETUP, systems, temperatures: '0.5, 1, .5' })
  expect(axes.temperatures).toEqual([0.5, 1])
  expect(axes.systems).toEqual([
    { name: 'A', text: '' },
    { name: 'B', text: 'Be brief.' },
    { name: 'E', text: 'Be long.' },
  ])
})
