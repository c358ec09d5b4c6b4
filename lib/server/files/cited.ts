import 'server-only'
import { passagesOf } from '@/lib/domain/citations'
import { pathTo } from '@/lib/domain/conversation'
import { type Citable, citableOf, citedBlock, placeOf } from '@/lib/domain/files/cited'
import type { CitedPassage, PreviewSource } from '@/lib/domain/files/preview'
import { localSourceOf, type Turn } from '@/lib/domain/files/source'
import type { Run } from '@/lib/domain/run'
import { ApiError } from '@/lib/wire/errors'
import { isRecord, parseRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { readRequestText } from '../captured/request-text'
import type { Parley } from '../parley'
import { findRun } from '../store/runs'
import { OWNER } from '../store/schema'
import { readTurns } from '../store/turns'
import { findUpload } from '../store/uploads'
import type { HeaderList } from '../upstream/sink'

/** A passage that an answer cites, and the document that it is from. Throws 404. */
export async function readCited(
  parley: Parley,
  runId: string,
  number: number,
): Promise<CitedPassage> {
  const run = await parley.runs.get(OWNER, runId)
  const passages = passagesOf(run.message?.content ?? [])
  const passage = passages[number - 1]
  if (passage === undefined) throw new ApiError(404, `This answer has no citation ${number}.`)
  const citable = await citableIn(parley, run)
  const block = citable === null ? null : citedBlock(citable, passage)
  const isOfWeb = passage.type === 'web_search_result_location'
  const { document_title: said, title: named } = passage
  const titles = [said, named, block?.title, block?.source]
  return {
    ...{ passage, number, count: passages.length },
    title: titles.find((one) => typeof one === 'string') ?? null,
    source: isOfWeb
      ? { kind: 'none', reason: 'elsewhere' }
      : block === null
        ? { kind: 'none', reason: citable === null ? 'not_kept' : 'unknown' }
        : await sourceOf(parley, run, citable?.documents.indexOf(block) ?? -1, block),
    place: placeOf(passage),
  }
}

/** The bytes of a PDF that a request held itself. Throws 404. */
export async function readDocument(
  parley: Parley,
  runId: string,
  index: number,
): Promise<Uint8Array> {
  const run = await parley.runs.get(OWNER, runId)
  const source = (await citableIn(parley, run))?.documents[index]?.source
  if (!isRecord(source) || source.type !== 'base64' || typeof source.data !== 'string') {
    throw new ApiError(404, `The request of this run holds no document ${index} of its own.`)
  }
  return Buffer.from(source.data, 'base64')
}

/** What a run could cite, its own answer included: of a conversation its turns, else its body; null where that is not kept. */
async function citableIn(parley: Parley, run: Run): Promise<Citable | null> {
  const turns =
    run.conversationId === null ? await turnsOfBody(parley, run) : await turnsBefore(parley, run)
  return turns === null ? null : citableOf(turns)
}

async function turnsBefore({ store }: Parley, run: Run): Promise<readonly Turn[]> {
  const turns = await readTurns(store.db, OWNER, run.conversationId ?? '')
  return pathTo(turns, run.messageId).filter(({ mark }) => mark !== 'off')
}

async function turnsOfBody(
  { store }: Parley,
  { id, message }: Run,
): Promise<readonly Turn[] | null> {
  const answer = message?.content ?? []
  const row = await findRun(store.db, OWNER, id)
  if (row === undefined || (row.request_body ?? row.request_bytes) === null) return null
  // It was written from a HeaderList.
  const headers = JSON.parse(row.request_headers) as HeaderList
  const messages = parseRecord(await readRequestText(row, headers))?.messages
  return Array.isArray(messages) ? [...messages.filter(isRecord), { content: answer }] : null
}

async function sourceOf(
  parley: Parley,
  run: Run,
  index: number,
  block: Block,
): Promise<PreviewSource> {
  const local = localSourceOf(block)
  if (local !== null) return fileSource(parley, local.fileId)
  if (block.type === 'search_result') return { kind: 'blocks', blocks: textsOf(block.content) }
  const source = isRecord(block.source) ? block.source : {}
  switch (source.type) {
    case 'base64':
      return { kind: 'pdf', url: `/api/runs/${run.id}/documents/${index}` }
    case 'text':
      return { kind: 'text', text: String(source.data) }
    case 'content':
      return typeof source.content === 'string'
        ? { kind: 'text', text: source.content }
        : { kind: 'blocks', blocks: textsOf(source.content) }
    case 'file': {
      const upload = await findUpload(parley.store.db, OWNER, run.upstream, String(source.file_id))
      return upload?.local_id == null
        ? { kind: 'none', reason: 'no_copy' }
        : fileSource(parley, upload.local_id)
    }
    case 'url':
      return { kind: 'none', reason: 'elsewhere' }
    default:
      return { kind: 'none', reason: 'unknown' }
  }
}

async function fileSource({ files }: Parley, id: string): Promise<PreviewSource> {
  const { facts, sizeBytes, hasCopy } = await files.get(id)
  if (!hasCopy || facts === null) return { kind: 'none', reason: 'no_copy' }
  return { kind: 'file', fileId: id, facts, sizeBytes }
}

function textsOf(content: unknown): (string | null)[] {
  if (!Array.isArray(content)) return []
  return content.map((block) =>
    isRecord(block) && typeof block.text === 'string' ? block.text : null,
  )
}
