import type Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import type { Source } from '../answer/brief'
import { compose } from './compose'
import { briefOf, documentOf } from './test-brief'

const TEXT =
  'Acme was founded in 1998 by Jane Doe.\n\nIt moved to Bonn\nin 2005. It makes robots for hospitals.'

function cited(question: string, sources: Source[]) {
  const passages = compose(briefOf(question, { sources }))
  return { passages, citations: passages.flatMap(({ citations }) => citations) }
}

describe('citations', () => {
  it('Item 36: on a text document have a range of characters that equals cited_text', () => {
    const cite = { type: 'char_location', index: 3, fileId: 'file_1' } as const
    for (const question of ['When did it move to Bonn?', 'Summarize it', 'List all dates']) {
      const { citations } = cited(question, [documentOf(TEXT, { title: 'Acme', cite })])
      expect(citations.length).toBeGreaterThan(0)
      for (const citation of citations) {
        // The shape that the SDK reads.
        const location = citation as unknown as Anthropic.CitationCharLocation
        expect(location).toMatchObject({
          document_index: 3,
          document_title: 'Acme',
          file_id: 'file_1',
        })
        expect(TEXT.slice(location.start_char_index, location.end_char_index)).toBe(
          location.cited_text,
        )
      }
    }
  })

  it('Item 36: on a PDF name the page from 1, its end exclusive, and quote from it', () => {
    const pages = [
      'Welcome to all.',
      'Everyone has 28 days of vacation.',
      'Sick leave is reported.',
    ]
    const cite = { type: 'page_location', index: 0, fileId: null } as const
    const pdf: Source = { kind: 'pdf', title: null, pieces: pages, cite }
    const { passages, citations } = cited('How many days of vacation?', [pdf])
    expect(citations).toEqual([
      {
        type: 'page_location',
        cited_text: pages[1],
        document_index: 0,
        document_title: null,
        file_id: null,
        start_page_number: 2,
        end_page_number: 3,
      },
    ])
    expect(passages.map(({ text }) => text).join('')).toContain('(page 2)')
  })

  it('Item 36: on content blocks and search results hold the whole block', () => {
    const pieces = ['We ship in 3 days. Free above $50.', 'Refunds within 30 days. Unused only.']
    const block = { type: 'content_block_location', index: 1, fileId: null } as const
    expect(cited('Refunds?', [documentOf('', { pieces, cite: block })]).citations[0]).toEqual({
      type: 'content_block_location',
      cited_text: pieces[1],
      document_index: 1,
      document_title: null,
      file_id: null,
      start_block_index: 1,
      end_block_index: 2,
    })
    const cite = { type: 'search_result_location', index: 4, source: 'https://x.example' } as const
    const result: Source = { kind: 'search_result', title: 'Help', pieces, cite }
    expect(cited('Refunds?', [result]).citations[0]).toEqual({
      type: 'search_result_location',
      cited_text: pieces[1],
      source: 'https://x.example',
      title: 'Help',
      search_result_index: 4,
      start_block_index: 1,
      end_block_index: 2,
    })
  })

  it('stand on passages of their own, which read on with the words between', () => {
    const cite = { type: 'char_location', index: 0, fileId: null } as const
    const { passages } = cited('Summarize in two sentences', [documentOf(TEXT, { cite })])
    expect(passages.filter(({ citations }) => citations.length > 0)).toHaveLength(2)
    expect(passages.every(({ citations }) => citations.length <= 1)).toBe(true)
    expect(passages.map(({ text }) => text).join('')).toMatch(
      /\n\nAcme was .*Doe\. It .*\.\n\nThis is/s,
    )
  })

  it('are not made where they are off', () => {
    expect(cited('When did it move?', [documentOf(TEXT)]).citations).toEqual([])
  })
})
