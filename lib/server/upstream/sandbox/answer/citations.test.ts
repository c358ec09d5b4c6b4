import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const TEXTS = [
  'The harbour was built in 1871. It was made of stone. Ships came from the north.',
  '灯塔建于1902年。灯塔高42米。港口在它的南边。',
]
const cited = { citations: { enabled: true } }
const blocks = (texts: readonly string[]) => texts.map((text) => ({ type: 'text', text }))
const text = (data: string) => ({
  type: 'document',
  source: { type: 'text', media_type: 'text/plain', data },
  ...cited,
})

/** The citations of the answer to a question about documents. */
async function citationsFor(question: string, ...documents: object[]) {
  const content = [...documents, { type: 'text', text: question }]
  const messages = [{ role: 'user', content }]
  const answer = await sandbox.post({ model: 'claude-haiku-4-5', max_tokens: 2000, messages })
  const message: { content: { citations: Record<string, unknown>[] | null }[] } =
    await answer.json()
  return message.content.flatMap(({ citations }) => citations ?? [])
}

describe('The citations of an answer', () => {
  it('Item 36: name the document and the characters in which their very text stands', async () => {
    const documents = TEXTS.map(text)
    const all = [
      ...(await citationsFor('When was the harbour built?', ...documents)),
      ...(await citationsFor('灯塔有多高？', ...documents)),
    ]
    for (const { type, document_index, start_char_index, end_char_index, cited_text } of all) {
      expect(type).toBe('char_location')
      const whole = TEXTS[Number(document_index)] ?? ''
      expect(whole.slice(Number(start_char_index), Number(end_char_index))).toBe(cited_text)
    }
    expect(all.map(({ cited_text }) => cited_text)).toEqual(
      expect.arrayContaining([expect.stringContaining('1871'), expect.stringContaining('42米')]),
    )
  })

  it('Item 36: name the block of a document, or of a search result, whose very text they have', async () => {
    const sentences = ['Ships came from the north.', 'The harbour was built in 1871.']
    const source = { type: 'content', content: blocks(sentences) }
    const question = 'When was the harbour built?'
    const place = { cited_text: sentences[1], start_block_index: 1, end_block_index: 2 }
    const other = text('Nothing of that kind.')
    expect(
      await citationsFor(question, other, { type: 'document', source, ...cited }),
    ).toContainEqual(
      expect.objectContaining({ type: 'content_block_location', document_index: 1, ...place }),
    )
    const result = { type: 'search_result', source: 'https://a.invalid', title: 'A', ...cited }
    expect(await citationsFor(question, { ...result, content: blocks(sentences) })).toContainEqual(
      expect.objectContaining({
        type: 'search_result_location',
        source: 'https://a.invalid',
        title: 'A',
        search_result_index: 0,
        ...place,
      }),
    )
  })

  it('Item 36: are of the one document that the question means, and of no passage beside the answer', async () => {
    const leave = text('Staff take 25 days of leave. Leave must be approved by a manager.')
    const agency = text('Contractors take 10 days of leave. Leave must be approved by the agency.')
    const found = await citationsFor('How many days of leave do contractors take?', leave, agency)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      document_index: 1,
      cited_text: 'Contractors take 10 days of leave.',
    })
  })

  it('are none where the request has them off', async () => {
    const documents = TEXTS.map((data) => ({ ...text(data), citations: { enabled: false } }))
    expect(await citationsFor('When was the harbour built?', ...documents)).toEqual([])
  })
})
