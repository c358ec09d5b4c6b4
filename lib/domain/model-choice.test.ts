import { expect, it } from 'vitest'
import { readChoices, writeChoices } from './model-choice'

it('Models are read from an address as they were written there, whatever their names hold', () => {
  const choices = [
    { upstream: 'anthropic', model: 'claude-opus-5-5' },
    { upstream: 'local', model: 'org/qwen3:8b&q=1' },
    { upstream: 'local', model: 'a,b~c%2C 模型' },
  ]
  const query = new URLSearchParams(`models=${writeChoices(choices)}`)
  expect(readChoices(query.get('models') ?? '')).toEqual(choices)
  // Next writes the query anew by the rules of forms.
  const again = new URLSearchParams(query.toString())
  expect(readChoices(again.get('models') ?? '')).toEqual(choices)
})

it('Plain names stand plainly in the address', () => {
  const choices = [
    { upstream: 'anthropic', model: 'claude-opus-5-5' },
    { upstream: 'sandbox', model: 'claude-haiku-5-5' },
  ]
  expect(writeChoices(choices)).toBe('anthropic~claude-opus-5-5,sandbox~claude-haiku-5-5')
})

it('What names no model is left out, and what is named twice is there once', () => {
  const twice = 'a~m,a~m,b~n'
  expect(readChoices(`${twice},,~,a~,~m,nothing,a~%`)).toEqual([
    { upstream: 'a', model: 'm' },
    { upstream: 'b', model: 'n' },
  ])
  expect(readChoices('')).toEqual([])
})
