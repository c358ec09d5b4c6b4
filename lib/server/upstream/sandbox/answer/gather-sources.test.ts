import { describe, expect, it } from 'vitest'
import { parseRequest } from '../request/parse'
import { messagesSchema } from '../request/schema'
import { gatherBrief } from './gather'

const cited = { citations: { enabled: true } }
const text = (data: string, more: object = {}) => ({
  type: 'document',
  source: { type: 'text', media_type: 'text/plain', data },
  ...more,
})
const found = (source: string, ...texts: string[]) => ({
  type: 'search_result',
  source,
  title: `About ${source}`,
  content: texts.map((one) => ({ type: 'text', text: one })),
  ...cited,
})

const tools = [{ name: 'look', input_schema: { type: 'object' } }]
const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })

function briefOf(...messages: object[]) {
  const json = { model: 'claude-opus-4-5', max_tokens: 100, messages, tools }
  const asker = { version: '2023-06-01', betas: new Set<string>() } as const
  const { body } = parseRequest(json, asker, messagesSchema)
  return gatherBrief(body, new Map(), '', 0)
}

describe('The sources of an answer', () => {
  it('Item 36: a text is one piece, cited by its characters, where citations are on', () => {
    const { sources } = briefOf(user([text('The sky is blue.', { title: 'Sky', ...cited })]))
    const cite = { type: 'char_location', index: 0, fileId: null }
    expect(sources).toEqual([
      { kind: 'document', title: 'Sky', pieces: ['The sky is blue.'], cite },
    ])
    const off = briefOf(user([text('The sky is blue.', { citations: { enabled: false } })]))
    expect(off.sources[0]?.cite).toBeNull()
  })

  it('a document of blocks has a piece per block, so that a piece’s place is its block’s index', () => {
    const image = { type: 'image', source: { type: 'url', url: 'https://example.invalid/a.png' } }
    const content = [{ type: 'text', text: 'One' }, image, { type: 'text', text: 'Three' }]
    const { sources } = briefOf(
      user([{ type: 'document', source: { type: 'content', content }, ...cited }]),
    )
    expect(sources).toMatchObject([
      { pieces: ['One', '', 'Three'], cite: { type: 'content_block_location', index: 0 } },
    ])
  })

  it('documents and search results are numbered over the whole request, each kind for itself', () => {
    const call = (id: string) => assistant([{ type: 'tool_use', id, name: 'look', input: {} }])
    const remote = {
      type: 'document',
      source: { type: 'url', url: 'https://example.invalid/a.pdf' },
      ...cited,
    }
    const content = [found('b', 'B one', 'B two'), text('Inside', cited)]
    const { sources } = briefOf(
      user([text('First', cited), found('a', 'A'), remote]),
      call('t'),
      user([{ type: 'tool_result', tool_use_id: 't', content }, text('Last', cited)]),
    )
    expect(sources.map(({ pieces, cite }) => [pieces.join(), cite?.type, cite?.index])).toEqual([
      ['First', 'char_location', 0],
      ['A', 'search_result_location', 0],
      ['B one,B two', 'search_result_location', 1],
      ['Inside', 'char_location', 2],
      ['Last', 'char_location', 3],
    ])
    expect(sources[1]).toEqual({
      kind: 'search_result',
      title: 'About a',
      pieces: ['A'],
      cite: { type: 'search_result_location', index: 0, source: 'a' },
    })
  })

  it('those of earlier turns count, and what the caller began of the answer is no history', () => {
    const brief = briefOf(
      user([text('Old'), { type: 'text', text: 'Read it' }]),
      assistant('Done'),
      user('What does it say?'),
      assistant('It says'),
    )
    expect(brief.sources.map(({ pieces }) => pieces)).toEqual([['Old']])
    expect(brief.history).toEqual([
      { role: 'user', text: 'Read it' },
      { role: 'assistant', text: 'Done' },
    ])
    expect(brief.turn).toBe(2)
  })
})
