import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { StartRun } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import type { Way } from '@/lib/domain/files/source'
import { newId } from '@/lib/domain/ids'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, reply, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { failure, json } from '../harness/upstream/script'

/** Of them `anthropic` is known to keep files, of `company` nothing is known. */
let upstream: FakeUpstream
let parley: ParleyServer
let client: ParleyClient
let cwd: string
beforeAll(async () => {
  upstream = await startFakeUpstream()
  cwd = mkdtempSync(join(tmpdir(), 'parley-no-files-api-'))
  const upstreams = [{ name: 'company', baseUrl: upstream.url, auth: 'none' }]
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ upstreams }))
  parley = await startParley({ cwd, env: upstreamEnv(upstream.url) })
  client = createParleyClient(parley.url)
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
  rmSync(cwd, { recursive: true })
})
beforeEach(() => {
  upstream.reset()
  upstream.setDefault((request) =>
    request.path === '/v1/files' ? failure(404, 'not_found_error') : reply(request),
  )
})

async function upload(name: string, bytes: string | Uint8Array): Promise<FileView> {
  const { status, json: view } = await sendJson(
    `${parley.url}/api/files?${new URLSearchParams({ id: newId(), name })}`,
    {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    },
  )
  expect(status).toBe(201)
  return view as FileView
}

const block = (fileId: string, way: Way, type: string): Block => ({
  type,
  source: { type: 'parley_file', fileId, way },
})

const asking = (at: string, blocks: Block[], over: Partial<StartRun> = {}): StartRun => {
  const turn = newTurn('', {
    userMessage: { id: newId(), content: [...blocks, { type: 'text', text: 'Why?' }] },
    ...over,
  })
  return { ...turn, settings: { ...turn.settings, upstream: at } }
}

async function answered(turn: StartRun): Promise<void> {
  await client.start(turn)
  expect((await client.ended([turn.id])).get(turn.id)?.status).toBe('complete')
}

const paths = () => upstream.requests.map(({ path }) => path)
const sentBlocks = (): unknown => {
  const body: MessagesBody = JSON.parse(upstream.requests.at(-1)?.body.toString() ?? '')
  return body.messages[0]?.content
}

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const text = `Rain fell. ${newId()}`
const inRequest = [
  { type: 'document', source: { type: 'text', media_type: 'text/plain', data: text } },
  { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
  { type: 'text', text: 'Why?' },
]

/** A text and an image that are to go by their ids. */
async function byIds(): Promise<Block[]> {
  const notes = await upload('notes.txt', text)
  const dot = await upload('dot.png', Buffer.from(PNG, 'base64'))
  return [block(notes.id, 'file', 'document'), block(dot.id, 'file', 'image')]
}

it('A conversation whose files went by their ids goes on where no Files API is known, with the files in the request', async () => {
  upstream.enqueue(json({ id: 'file_a' }), json({ id: 'file_b' }))
  const first = asking('anthropic', await byIds())
  await answered(first)
  upstream.requests.length = 0
  await answered(
    asking('company', [], {
      conversationId: first.conversationId,
      parentId: first.assistantMessageId,
    }),
  )
  expect(paths()).toEqual(['/v1/messages'])
  expect(sentBlocks()).toEqual(inRequest)
})

it('What goes into the container says what to do where nothing takes it, and is asked for anew each time', async () => {
  const data = await upload('data.bin', `\u0000${newId()}`)
  const turn = asking('company', [block(data.id, 'container', 'container_upload')])
  await expect(client.start(turn)).rejects.toThrow(
    /answered 400.*has no Files API.*data\.bin.*choose another upstream/s,
  )
  expect(await client.conversation(turn.conversationId)).toBeNull()
  upstream.enqueue(json({ id: 'file_data' }))
  await answered(turn)
  expect(sentBlocks()).toContainEqual({ type: 'container_upload', file_id: 'file_data' })
})

it('An upstream that has no route for files gets in the request what should go by its id, and is not asked for that route again', async () => {
  // Other bytes than those that are there from before.
  const other = `${text} Again.`
  const notes = block((await upload('again.txt', other)).id, 'file', 'document')
  await answered(asking('anthropic', [notes]))
  expect(paths()).toEqual(['/v1/files', '/v1/messages'])
  expect(JSON.stringify(sentBlocks())).toContain(other)
  upstream.requests.length = 0
  await answered(asking('anthropic', [notes]))
  expect(paths()).toEqual(['/v1/messages'])
})

it('What does not fit into a request either is not sent, and what it says names the way out', async () => {
  const large = await upload(
    'large.png',
    Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(8 * 1024 ** 2, 1)]),
  )
  const turn = asking('company', [block(large.id, 'file', 'image')])
  await expect(client.start(turn)).rejects.toThrow(/has no Files API.*large\.png/s)
  expect(paths()).toEqual(['/v1/files'])
})
