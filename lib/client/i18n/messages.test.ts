import { expect, test } from 'vitest'
import { MESSAGES } from './messages'

function textsOf(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...textsOf(value, `${path}${key}.`)],
    ),
  )
}

/** What stands in braces after a form of a plural is a text. */
const placeholdersOf = (text: string) =>
  [...text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)[,}]/g)]
    .map(([, name]) => name)
    .sort()

const english = textsOf(MESSAGES.en)
const chinese = textsOf(MESSAGES.zh)

test('Chinese has exactly the texts that English has', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
})

test('A text takes the same values in both languages', () => {
  for (const [key, text] of english) {
    expect([key, placeholdersOf(chinese.get(key) ?? '')]).toEqual([key, placeholdersOf(text)])
  }
})

test('No text is empty', () => {
  for (const [key, text] of [...english, ...chinese])
    expect([key, text.trim()]).not.toEqual([key, ''])
})

test('No Chinese text counts by a form that Chinese does not have', () => {
  for (const [key, text] of chinese) {
    expect([key, text]).toEqual([key, expect.not.stringMatching(/\b(?:zero|one|two|few|many) \{/)])
  }
})
