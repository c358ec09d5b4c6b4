import { toFile } from '@anthropic-ai/sdk'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, makePdf } from '../../../files/inspect/made/made-pdf'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'

const clock = { now: Date.UTC(2026, 10, 22) }
let sandbox: ServedSandbox
let ids: Record<'pdf' | 'text' | 'png' | 'csv', string>
beforeAll(async () => {
  sandbox = await serveSandbox({ now: () => clock.now })
  const create = { width: 28, height: 28, channels: 3, background: '#00ff00' } as const
  const png = await sharp({ create }).png().toBuffer()
  ids = {
    pdf: await upload('report.pdf', 'application/pdf', makePdf([linesOf('Sales rose by 12%.')])),
    text: await upload('notes.txt', 'text/plain', '\ufeffThe tower is tall.'),
    png: await upload('green.png', 'image/png', png),
    csv: await upload('table.csv', 'text/csv', 'a,b\n1,2\n'),
  }
})
afterAll(() => sandbox.close())

async function upload(name: string, type: string, bytes: string | Buffer) {
  const { id } = await sandbox.current.files.upload({
    file: await toFile(Buffer.from(bytes), name, { type }),
  })
  return id
}

const blockOf = (type: string, file_id: string) =>
  type === 'container_upload' ? { type, file_id } : { type, source: { type: 'file', file_id } }

async function send(...content: object[]) {
  const body = { model: 'claude-opus-5-5', messages: [{ role: 'user', content }] }
  const [message, counts] = await Promise.all([
    sandbox.post({ ...body, max_tokens: 2000 }),
    sandbox.post(body, {}, '/v1/messages/count_tokens'),
  ])
  const [answer, counted] = [await message.json(), await counts.json()]
  // Item 72: count_tokens equals usage, and both refuse the same.
  expect(counts.status).toBe(message.status)
  expect(counted.error?.message).toBe(answer.error?.message)
  if (message.status === 200) expect(answer.usage.input_tokens).toBe(counted.input_tokens)
  return { status: message.status, error: answer.error, tokens: counted.input_tokens }
}

describe('A file in a request', () => {
  it('is looked into as if its bytes stood there', async () => {
    const { tokens } = await send({ type: 'text', text: 'Look' })
    const cost = async (type: string, id: string) =>
      (await send({ type: 'text', text: 'Look' }, blockOf(type, id))).tokens - tokens
    expect(await cost('image', ids.png)).toBe(1)
    expect(await cost('document', ids.text)).toBe(5)
    expect(await cost('document', ids.pdf)).toBeGreaterThan(1_500)
    expect(await cost('container_upload', ids.csv)).toBeGreaterThan(0)
  })

  it('goes with the block of its type only', async () => {
    const rows: [type: string, id: string, reason: string][] = [
      [
        'image',
        ids.pdf,
        `files of type application/pdf are not supported in \`image\` blocks; use \`document\` for ${ids.pdf}`,
      ],
      [
        'document',
        ids.png,
        `files of type image/png are not supported in \`document\` blocks; use \`image\` for ${ids.png}`,
      ],
      [
        'document',
        ids.csv,
        `files of type text/csv are not supported in \`document\` blocks; use \`container_upload\` for ${ids.csv}`,
      ],
    ]
    for (const [type, id, reason] of rows) {
      expect(await send(blockOf(type, id))).toMatchObject({
        status: 400,
        error: { message: `messages.0.content.0.${type}.source.file.file_id: ${reason}` },
      })
    }
  })

  it('that does not exist gets a 404 that names it, and one that has expired says so', async () => {
    const { id } = await sandbox.current.files.upload({
      file: await toFile(Buffer.from('Soon gone'), 'a.txt', { type: 'text/plain' }),
      expires_in_seconds: 3600,
    })
    const blocks = (file: string) =>
      ['document', 'container_upload'].map((type) => blockOf(type, file))
    for (const block of blocks(id)) expect((await send(block)).status).toBe(200)
    clock.now += 3_601_000
    for (const block of blocks(id)) {
      expect(await send(block)).toMatchObject({
        status: 404,
        error: { type: 'not_found_error', details: { error_code: 'file_expired' } },
      })
    }
    for (const block of [...blocks('file_none'), blockOf('image', 'file_none')]) {
      expect(await send(block)).toMatchObject({
        status: 404,
        error: { type: 'not_found_error', message: 'File not found: file_none' },
      })
    }
  })
})
