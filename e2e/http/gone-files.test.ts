import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StartRun } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import type { RawRun } from '@/lib/domain/raw-run'
import type { Block } from '@/lib/wire/types'
import { createParleyClient, newTurn, type ParleyClient } from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'

let parley: ParleyServer
let client: ParleyClient
beforeAll(async () => {
  parley = await startParley()
  client = createParleyClient(parley.url)
})
afterAll(() => parley.stop())

const settings = { ...newTurn('').settings, upstream: 'sandbox', model: 'claude-opus-5-5' }

async function upload(name: string, text: string): Promise<FileView> {
  const { status, json } = await sendJson(
    `${parley.url}/api/files?${new URLSearchParams({ id: newId(), name })}`,
    {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/octet-stream' },
      body: Buffer.from(text),
    },
  )
  expect(status).toBe(201)
  return json as FileView
}

/** As somebody deletes it on the screen of files. */
async function deleteUpstream(id: string): Promise<void> {
  const { uploads } = (await sendJson(`${parley.url}/api/files/${id}`)).json as FileView
  const path = `/api/files/${id}/uploads/${uploads[0]?.fileId}?upstream=sandbox`
  const { status } = await sendJson(parley.url + path, {
    method: 'DELETE',
    headers: { origin: parley.url },
  })
  expect(status).toBe(200)
}

/** Asks under the turn before, if there is one, and resolves with the turn once it is answered. */
async function ask(before: StartRun | null, text: string, ...files: Block[]): Promise<StartRun> {
  const start = newTurn(text, {
    ...(before === null
      ? {}
      : { conversationId: before.conversationId, parentId: before.assistantMessageId }),
    settings,
    userMessage: { id: newId(), content: [...files, { type: 'text', text }] },
  })
  await client.start(start)
  const run = (await client.ended([start.id])).get(start.id)
  expect(run).toMatchObject({ status: 'complete', error: null })
  return start
}

/** Of each answer that went along with a turn, whether its thinking did. */
async function thoughtful({ id }: StartRun): Promise<boolean[]> {
  const { request } = (await sendJson(`${parley.url}/api/runs/${id}/raw`)).json as RawRun
  const { messages }: { messages: { role: string; content: Block[] }[] } = JSON.parse(
    request.body ?? '',
  )
  return messages
    .filter(({ role }) => role === 'assistant')
    .map(({ content }) => content.some(({ type }) => type === 'thinking'))
}

it('A file that was deleted where its conversation was answered goes there again, without the thinking that was made after it', async () => {
  const { id: fileId } = await upload('notes.txt', 'Rain fell.')
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  const first = await ask(null, '[[think=20]] Hello')
  const second = await ask(first, '[[think=20]] Why?', file)
  const third = await ask(second, '[[think=20]] And then?')
  expect(await thoughtful(third)).toEqual([true, true])
  await deleteUpstream(fileId)
  const fourth = await ask(third, '[[think=20]] Once more?')
  expect(await thoughtful(fourth)).toEqual([true, false, false])
  expect(await thoughtful(await ask(fourth, 'And at last?'))).toEqual([true, false, false, true])
})
