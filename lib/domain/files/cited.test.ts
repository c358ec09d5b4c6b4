import { expect, test } from 'vitest'
import { citableOf, citedBlock } from './cited'

const document = (title: string) => ({
  type: 'document',
  title,
  source: { type: 'text', media_type: 'text/plain', data: title },
})

test('Documents are counted where they stand, in turns, in results of tools, and in what a server tool fetched', () => {
  const fetched = { type: 'web_fetch_result', url: 'https://example.com', content: document('c') }
  const found = { type: 'search_result', title: 's', content: [{ type: 'text', text: 'x' }] }
  const turns = [
    { content: [document('a'), { type: 'text', text: 'Ask.' }] },
    { content: 'Plain.' },
    { content: [{ type: 'tool_result', tool_use_id: 't', content: [document('b'), found] }] },
    {
      content: [
        { type: 'web_fetch_tool_result', tool_use_id: 'u', content: fetched },
        { type: 'web_fetch_tool_result', tool_use_id: 'v', content: { type: 'an_error' } },
        { type: 'text', text: 'Said.' },
      ],
    },
    { content: [document('d')] },
  ]
  const citable = citableOf(turns)
  expect(citable.documents.map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd'])
  expect(citedBlock(citable, { type: 'char_location', document_index: 2 })?.title).toBe('c')
  expect(citedBlock(citable, { type: 'search_result_location', search_result_index: 0 })).toBe(
    found,
  )
})
