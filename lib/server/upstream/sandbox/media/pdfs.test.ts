import { describe, expect, it } from 'vitest'
import { encryptedBy, linesOf, makePdf } from '../../../files/inspect/made/made-pdf'
import { requestOf, serveMedia, turnsOf } from './served-media'

const { sandbox, briefOf, refusalOf } = await serveMedia()

const documentOf = (bytes: Buffer, more: object = {}) => ({
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data: bytes.toString('base64') },
  ...more,
})
const sourcesOf = async (...content: object[]) => (await briefOf(turnsOf(content))).sources

const WHERE = 'messages.0.content.0.document.source.base64.data'

describe('A PDF in a request', () => {
  it('Item 35: is accepted, and its words are known page by page', async () => {
    const pdf = makePdf([linesOf('Hello (brave)', 'new \\ world'), linesOf('Page two')])
    expect((await refusalOf([documentOf(pdf)])).status).toBe(200)
    expect(
      await sourcesOf(documentOf(pdf, { title: 'Notes', citations: { enabled: true } })),
    ).toEqual([
      {
        kind: 'pdf',
        title: 'Notes',
        pieces: ['Hello (brave)\nnew \\ world', 'Page two'],
        cite: { type: 'page_location', index: 0, fileId: null },
      },
    ])
  })

  it('Item 36: is cited by the pages that its words stand on', async () => {
    const pages = ['The harbour was built in 1871.', 'The lighthouse is 42 metres tall.']
    const pdf = makePdf(pages.map((page) => linesOf(page)))
    const answer = await sandbox.post(
      requestOf(
        turnsOf([
          documentOf(pdf, { citations: { enabled: true } }),
          { type: 'text', text: 'How tall is the lighthouse?' },
        ]),
      ),
    )
    const { content } = await answer.json()
    expect(
      content.flatMap((block: { citations?: unknown[] | null }) => block.citations ?? []),
    ).toContainEqual(
      expect.objectContaining({
        type: 'page_location',
        cited_text: pages[1],
        document_index: 0,
        start_page_number: 2,
        end_page_number: 3,
      }),
    )
  })

  it('has its own title where the request gives it none', async () => {
    const [source] = await sourcesOf(
      documentOf(makePdf([linesOf('A')], { title: 'Annual report' })),
    )
    expect(source?.title).toBe('Annual report')
  })

  it('is read in Chinese, whose characters only the tables of their collection name', async () => {
    const pdf = makePdf([linesOf('北京的人口', '二千一百万'), linesOf('第二页')], {
      isChinese: true,
    })
    const [source] = await sourcesOf(documentOf(pdf))
    expect(source?.pieces).toEqual(['北京的人口\n二千一百万', '第二页'])
  })

  it('has a blank line between its paragraphs and a tab between its columns', async () => {
    const pdf = makePdf([
      [
        { x: 72, y: 700, text: 'A line' },
        { x: 72, y: 686, text: 'and the next.' },
        { x: 72, y: 640, text: 'Name' },
        { x: 200, y: 640, text: 'Age' },
        { x: 72, y: 626, text: 'Ann' },
        { x: 200, y: 626, text: '31' },
      ],
    ])
    const [source] = await sourcesOf(documentOf(pdf))
    expect(source?.pieces).toEqual(['A line\nand the next.\n\nName\tAge\nAnn\t31'])
  })

  it('is looked into inside a tool result too', async () => {
    const messages = [
      { role: 'user', content: 'Fetch it' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'fetch', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't', content: [documentOf(Buffer.from('no'))] },
        ],
      },
    ]
    const tools = [{ name: 'fetch', input_schema: { type: 'object' } }]
    const answer = await sandbox.post({ ...requestOf(messages), tools })
    expect((await answer.json()).error.message).toBe(
      'messages.2.content.0.tool_result.content.0.document.source.base64.data: The PDF specified was not valid.',
    )
  })

  it.each([
    ['is broken', Buffer.from('%PDF-1.7 and nothing else'), 'The PDF specified was not valid.'],
    ['is empty', Buffer.alloc(0), 'The PDF specified was not valid.'],
    ['has no pages', makePdf([]), 'The PDF specified was not valid.'],
    [
      'needs a password',
      makePdf([linesOf('Secret')], { trailer: encryptedBy('open sesame') }),
      'The PDF specified is password protected.',
    ],
    [
      'is encrypted, though for nobody',
      makePdf([linesOf('Secret')], { trailer: encryptedBy('') }),
      'The PDF specified is password protected.',
    ],
  ])('is refused when it %s', async (_, bytes, reason) => {
    expect(await refusalOf([documentOf(bytes)])).toEqual({
      status: 400,
      message: `${WHERE}: ${reason}`,
    })
  })

  it('is refused when its base64 is none', async () => {
    const source = { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0!' }
    const { message } = await refusalOf([{ type: 'document', source }])
    expect(message).toBe(`${WHERE}: Invalid base64 data`)
  })

  it('may have with all others of the request 100 pages under a context of a million, else 600', async () => {
    const pages = (count: number) => documentOf(makePdf(Array.from({ length: count }, () => [])))
    expect(await refusalOf([pages(60), pages(41)], 'claude-haiku-4-5')).toMatchObject({
      status: 400,
      message:
        'messages.0.content.1.document.source.base64.data: A maximum of 100 PDF pages may be provided.',
    })
    expect((await refusalOf([pages(60), pages(41)])).status).toBe(200)
    expect((await refusalOf([pages(601)])).message).toBe(
      `${WHERE}: A maximum of 600 PDF pages may be provided.`,
    )
  })

  it('Item 72: counts its text and an image per page, the same in count_tokens and in usage', async () => {
    const count = async (...pages: string[]) => {
      const pdf = makePdf(pages.map((page) => linesOf(page)))
      const body = requestOf(turnsOf([documentOf(pdf)]))
      const { max_tokens, ...counted } = body
      const answers = await Promise.all([
        sandbox.post(body),
        sandbox.post(counted, {}, '/v1/messages/count_tokens'),
      ])
      const [message, { input_tokens }] = await Promise.all(answers.map((answer) => answer.json()))
      expect(message.usage.input_tokens).toBe(input_tokens)
      return input_tokens
    }
    expect((await count('one', 'two')) - (await count('one'))).toBe(1501)
    expect((await count('one two three four')) - (await count('one'))).toBe(3)
  })
})
