import { describe, expect, it } from 'vitest'
import { NO_CHOICES, type StartRun } from './conversation'
import { markdownOf } from './markdown-of'
import { textsOf, titleOf, turnsOf, withTexts } from './turn'

function start(text: string | null): StartRun {
  return {
    id: 'run',
    conversationId: 'c',
    parentId: 'before',
    userMessage: text === null ? null : { id: 'u', content: [{ type: 'text', text }] },
    prefill: null,
    hasNewResults: false,
    assistantMessageId: 'a',
    settings: {
      upstream: 'sandbox',
      apiVersion: '2023-06-01',
      model: 'm',
      maxTokens: 1,
      system: '',
      ...NO_CHOICES,
    },
    withheld: [],
    maxTokens: null,
    account: null,
  }
}

describe('the turns of a start', () => {
  it('Are the user’s and its answer, one under the other', () => {
    expect(turnsOf(start('Hi'), 7).map(({ id, parentId, role }) => [id, parentId, role])).toEqual([
      ['u', 'before', 'user'],
      ['a', 'u', 'assistant'],
    ])
  })

  it('Are the answer alone when nothing new is said', () => {
    expect(turnsOf(start(null), 7)).toMatchObject([{ id: 'a', parentId: 'before', runId: 'run' }])
  })
})

describe('the title of a conversation', () => {
  it.each([
    ['A line\nand more', 'A line'],
    ['  spaced \t out  ', 'spaced out'],
    ['Show tables [[gallery]]', 'Show tables'],
    ['[[tokens=400]]', '[[tokens=400]]'],
    ['Not a [[directive]]', 'Not a [[directive]]'],
    ['', ''],
  ])('Of %j is %j', (text, title) => {
    expect(titleOf(start(text))).toBe(title)
  })

  it('Is cut at sixty characters, never inside one', () => {
    const title = titleOf(start('😀'.repeat(100)))
    expect(Array.from(title)).toHaveLength(60)
    expect(title.endsWith('😀…')).toBe(true)
  })
})

describe('the texts of a turn', () => {
  const image = { type: 'image', source: { type: 'url', url: 'https://example.org/a.png' } }
  const text = (value: string) => ({ type: 'text', text: value })

  it('Are written anew in their places, and nothing else of the turn changes', () => {
    const content = [text('Before'), image, text('After')]
    expect(textsOf(content)).toEqual(['Before', 'After'])
    expect(withTexts(content, ['Sooner', 'Later'])).toEqual([text('Sooner'), image, text('Later')])
  })

  it('Are left out where they are blank, because the API refuses them', () => {
    expect(withTexts([text('Before'), image], ['  '])).toEqual([image])
    expect(withTexts([text('Before')], [''])).toEqual([])
  })

  it('Can be added to a turn that has none', () => {
    expect(textsOf([image])).toEqual([''])
    expect(withTexts([image], ['What is this?'])).toEqual([image, text('What is this?')])
  })

  it('Are, one after the other, what is copied', () => {
    expect(markdownOf([text('# A'), image, text('b')])).toBe('# A\n\nb')
  })
})
