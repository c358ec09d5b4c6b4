import type { QueryClient } from '@tanstack/react-query'
import { pathTo } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { localSourceOf, type Way } from '@/lib/domain/files/source'
import { areDocumentsCited, blockOfFile, FILE_LIMIT, usualWay } from '@/lib/domain/files/ways'
import { newId } from '@/lib/domain/ids'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { conversationQuery } from './queries/conversations'
import { fileQuery } from './queries/files'
import { storageQuery } from './queries/settings'
import { getStoredDraft, setDraft } from './stores/drafts'
import {
  addUploads,
  dropUpload,
  getUploads,
  NO_BOX,
  setUpload,
  type Upload,
} from './stores/uploads'
import { sendFile } from './upload'

/** Sent at once; the others wait for them. */
const AT_ONCE = 3
/** Waits before a cut upload is sent again, ms; the last one for as long as the server is away. */
const WAITS_MS = [500, 1_000, 2_000, 5_000]
const SPEED_EVERY_MS = 500

const aborts = new Map<string, AbortController>()
/** The place of each file among those that were asked for, by its id: the last to arrive may be the first. */
const places = new Map<string, number>()
let asked = 0

/** Takes files into the box of a conversation (null = the new one), or into none (`NO_BOX`), each uploaded from here on. */
export function attachFiles(
  client: QueryClient,
  conversationId: string | null,
  files: readonly File[],
): void {
  addUploads(files.map((file) => newUpload(conversationId, file)))
  next(client)
}

function newUpload(conversationId: string | null, file: File): Upload {
  const upload = { conversationId, file, place: asked++, sent: 0, speed: null, view: null }
  const id = newId()
  if (file.size <= FILE_LIMIT) return { ...upload, id, state: 'waiting', error: null }
  const most = FILE_LIMIT / 1024 ** 2
  const error = new ApiError(413, `A file may have at most ${most} MiB.`, {
    type: 'file_too_large',
  })
  return { ...upload, id, state: 'failed', error }
}

/** Sends an upload that failed again. */
export function retryUpload(client: QueryClient, id: string): void {
  setUpload(id, { state: 'waiting', error: null, sent: 0, speed: null })
  next(client)
}

/** Takes an upload out of its box; what is on its way is stopped. */
export function cancelUpload(client: QueryClient, id: string): void {
  aborts.get(id)?.abort()
  dropUpload(id)
  next(client)
}

function next(client: QueryClient): void {
  const free = AT_ONCE - aborts.size
  const waiting = getUploads().filter(({ id, state }) => state === 'waiting' && !aborts.has(id))
  for (const upload of waiting.slice(0, Math.max(free, 0))) void carry(client, upload)
}

async function carry(
  client: QueryClient,
  { id, file, place, conversationId }: Upload,
): Promise<void> {
  const abort = new AbortController()
  aborts.set(id, abort)
  try {
    const view = await sendUntilThere(id, file, abort.signal)
    client.setQueryData(fileQuery(view.id).queryKey, view)
    void client.invalidateQueries({ queryKey: ['files'] })
    places.set(view.id, place)
    arrive(client, conversationId, id, view)
  } catch (error) {
    if (abort.signal.aborted) return
    if (!isApiError(error)) throw error
    setUpload(id, { state: 'failed', error })
  } finally {
    aborts.delete(id)
    next(client)
  }
}

/** A cut one is sent again by itself, from its beginning. */
async function sendUntilThere(id: string, file: File, signal: AbortSignal): Promise<FileView> {
  for (let attempt = 0; ; attempt++) {
    setUpload(id, { state: 'sending', sent: 0, speed: null, error: null })
    try {
      return await sendFile(id, file, { onProgress: speedometer(id), signal })
    } catch (error) {
      if (!isApiError(error) || error.status !== 0) throw error
      // A file that was changed or moved since it was chosen cannot be read any more, and fails alike.
      if (!(await isReadable(file))) {
        throw new ApiError(0, 'The file has changed since it was chosen.', { type: 'file_changed' })
      }
      setUpload(id, { state: 'cut', error })
      await pause(WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)] ?? 0, signal)
    }
  }
}

async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function speedometer(id: string) {
  let from = { at: performance.now(), sent: 0 }
  return (sent: number, isSent: boolean) => {
    const now = performance.now()
    const passed = now - from.at
    const hasSpeed = passed >= SPEED_EVERY_MS
    const speed = hasSpeed ? { speed: ((sent - from.sent) / passed) * 1000 } : {}
    if (hasSpeed) from = { at: now, sent }
    setUpload(id, { sent, ...speed, state: isSent ? 'checking' : 'sending' })
  }
}

/** What arrived is a file of its box, unless no model reads it. */
function arrive(
  client: QueryClient,
  conversationId: string | null,
  uploadId: string,
  view: FileView,
): void {
  if (conversationId === NO_BOX) {
    dropUpload(uploadId)
    void client.invalidateQueries({ queryKey: storageQuery().queryKey })
    return
  }
  const { facts } = view
  const way = facts === null ? null : usualWay(facts, view.sizeBytes)
  if (way === null) setUpload(uploadId, { state: 'refused', view })
  else {
    dropUpload(uploadId)
    addFile(client, conversationId, view, way)
  }
}

/** Puts a file that is known here into a box; one that is there stays once. */
export function addFile(
  client: QueryClient,
  conversationId: string | null,
  view: FileView,
  way: Way,
): void {
  const { files } = getStoredDraft(conversationId)
  if (files.some((block) => localSourceOf(block)?.fileId === view.id)) return
  const kind = view.facts?.kind ?? 'other'
  const words = { title: view.name, context: null, citations: citesIn(client, conversationId) }
  const place = places.get(view.id) ?? asked
  const after = files.findIndex((block) => (places.get(idOf(block)) ?? -1) > place)
  const at = after === -1 ? files.length : after
  const block = blockOfFile(view.id, way, kind, words)
  setDraft(conversationId, { files: files.toSpliced(at, 0, block) })
}

function idOf(block: Block): string {
  return localSourceOf(block)?.fileId ?? ''
}

/** All documents of a request are cited, or none (claude-api.md §2.7): those that are there say, else all are. */
function citesIn(client: QueryClient, conversationId: string | null): boolean {
  const conversation =
    conversationId === null
      ? undefined
      : client.getQueryData(conversationQuery(conversationId).queryKey)
  const path = conversation ? pathTo(conversation.messages, conversation.headId) : []
  const { files: content } = getStoredDraft(conversationId)
  return areDocumentsCited([...path, { content }]) ?? true
}
