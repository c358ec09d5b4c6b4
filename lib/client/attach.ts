import type { QueryClient } from '@tanstack/react-query'
import { pathTo } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { localSourceOf, type Way } from '@/lib/domain/files/source'
import {
  areDocumentsCited,
  blockOfFile,
  FILE_LIMIT,
  hasFilesApi,
  isLargeImage,
  usualWay,
} from '@/lib/domain/files/ways'
import { newId } from '@/lib/domain/ids'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { claimUploads, forgetUpload, isKept, type KeptUpload, keepUpload } from './kept-uploads'
import { conversationQuery } from './queries/conversations'
import { fileQuery } from './queries/files'
import { settingsQuery, storageQuery } from './queries/settings'
import { currentSettings } from './send'
import { getStoredDraft, setDraft } from './stores/drafts'
import {
  addUploads,
  dropUpload,
  getUploads,
  isUnderWay,
  NO_BOX,
  setMany,
  setUpload,
  type Upload,
  type Wanted,
} from './stores/uploads'
import { fetchFile, sendFile } from './upload'

/** Sent at once; the others wait for them. */
const AT_ONCE = 3
/** Waits before a cut upload is sent again, ms; the last one for as long as the server is away. */
const WAITS_MS = [500, 1_000, 2_000, 5_000]
const SPEED_EVERY_MS = 500

/** From so many files on at once, somebody may have taken the wrong folder. */
const MANY = 50

const aborts = new Map<string, AbortController>()
/** The place of each file among those that were asked for, by its id: the last to arrive may be the first. */
const places = new Map<string, number>()
/** Files of a tab that ended come before those of the next. */
let asked = Date.now()

/**
 * Takes files, or the addresses of some, into the box of a conversation (null = the new one), or into
 * none (`NO_BOX`), each uploaded from here on; very many at once wait for `attachMany`.
 */
export function attachFiles(
  client: QueryClient,
  conversationId: string | null,
  wanted: readonly Wanted[],
): void {
  const files = wanted.filter((one) => typeof one !== 'string')
  if (files.length >= MANY) setMany({ conversationId, files })
  else start(client, conversationId, wanted)
}

/** Takes the many files that were asked about. */
export function attachMany(
  client: QueryClient,
  conversationId: string | null,
  files: readonly File[],
): void {
  setMany(null)
  start(client, conversationId, files)
}

function start(
  client: QueryClient,
  conversationId: string | null,
  wanted: readonly Wanted[],
): void {
  const uploads = wanted.map((one) =>
    newUpload({ ...nameOfWanted(one), id: newId(), conversationId, place: asked++, view: null }),
  )
  addUploads(uploads)
  for (const upload of uploads) if (isUnderWay(upload)) keepUpload(upload)
  window.addEventListener('beforeunload', warn)
  next(client)
}

/** Goes on with the uploads of tabs that have ended. */
export async function resumeUploads(client: QueryClient): Promise<void> {
  const claimed = await claimUploads()
  addUploads(claimed.map(newUpload))
  next(client)
}

function nameOfWanted(wanted: Wanted): Pick<Upload, 'wanted' | 'name' | 'sizeBytes'> {
  return typeof wanted === 'string'
    ? { wanted, name: wanted, sizeBytes: null }
    : { wanted, name: wanted.name, sizeBytes: wanted.size }
}

function newUpload(kept: KeptUpload): Upload {
  const upload = { ...kept, sent: 0, speed: null, error: null }
  if (kept.view !== null) return { ...upload, state: 'refused' }
  if ((kept.sizeBytes ?? 0) <= FILE_LIMIT) return { ...upload, state: 'waiting' }
  const most = FILE_LIMIT / 1024 ** 2
  const error = new ApiError(413, `A file may have at most ${most} MiB.`, {
    type: 'file_too_large',
  })
  return { ...upload, state: 'failed', error }
}

/** Before a tab is closed that alone has a file. */
function warn(event: BeforeUnloadEvent): void {
  if (getUploads().some((one) => isUnderWay(one) && !isKept(one.id))) event.preventDefault()
}

/** Sends an upload that failed again. */
export function retryUpload(client: QueryClient, id: string): void {
  setUpload(id, { state: 'waiting', error: null, sent: 0, speed: null })
  next(client)
}

/** Takes an upload out of its box; what is on its way is stopped. */
export function cancelUpload(client: QueryClient, id: string): void {
  aborts.get(id)?.abort()
  drop(id)
  next(client)
}

function drop(id: string): void {
  dropUpload(id)
  void forgetUpload(id)
}

function next(client: QueryClient): void {
  const free = AT_ONCE - aborts.size
  const waiting = getUploads().filter(({ id, state }) => state === 'waiting' && !aborts.has(id))
  for (const upload of waiting.slice(0, Math.max(free, 0))) void carry(client, upload)
}

async function carry(client: QueryClient, upload: Upload): Promise<void> {
  const { id, place } = upload
  const abort = new AbortController()
  aborts.set(id, abort)
  try {
    const view = await sendUntilThere(upload, abort.signal)
    client.setQueryData(fileQuery(view.id).queryKey, view)
    void client.invalidateQueries({ queryKey: ['files'] })
    places.set(view.id, place)
    arrive(client, upload, view)
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
async function sendUntilThere({ id, wanted }: Upload, signal: AbortSignal): Promise<FileView> {
  for (let attempt = 0; ; attempt++) {
    setUpload(id, { state: 'sending', sent: 0, speed: null, error: null })
    const watch = { onProgress: speedometer(id), signal }
    try {
      if (typeof wanted !== 'string') return await sendFile(id, wanted, watch)
      const onFound = (name: string, sizeBytes: number | null) => setUpload(id, { name, sizeBytes })
      return await fetchFile(id, wanted, { ...watch, onFound })
    } catch (error) {
      if (!isApiError(error) || error.status !== 0) throw error
      // A file that was changed or moved since it was chosen cannot be read any more, and fails alike.
      if (typeof wanted !== 'string' && !(await isReadable(wanted))) {
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

/** What arrived is a file of its box, unless no model takes it as it is. */
function arrive(client: QueryClient, upload: Upload, view: FileView): void {
  const { id, conversationId } = upload
  if (conversationId === NO_BOX) {
    drop(id)
    void client.invalidateQueries({ queryKey: storageQuery().queryKey })
    return
  }
  const way = view.facts === null ? null : usualWayAt(client, conversationId, view)
  if (way === null || isLargeImage(view)) {
    setUpload(id, { state: 'refused', view })
    keepUpload({ ...upload, view })
  } else {
    drop(id)
    addFile(client, conversationId, view, way)
  }
}

/** The way that goes unasked to the upstream that a box asks. */
export function usualWayAt(
  client: QueryClient,
  conversationId: string | null,
  { facts, sizeBytes }: Pick<FileView, 'facts' | 'sizeBytes'>,
): Way | null {
  const upstream = upstreamOfBox(client, conversationId)
  return facts === null ? null : usualWay(facts, sizeBytes, hasFilesApi(upstream))
}

/** Null while it is not known. */
function upstreamOfBox(client: QueryClient, conversationId: string | null): string | null {
  const chosen =
    conversationId === null
      ? getStoredDraft(null).settings
      : currentSettings(client, conversationId)
  return chosen?.upstream ?? client.getQueryData(settingsQuery().queryKey)?.defaultUpstream ?? null
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
