import type { QueryClient } from '@tanstack/react-query'
import { type FileView, readableName } from '@/lib/domain/files/file'
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
import { type BoxOfFiles, boxOf, isBoxThere } from './box-of-files'
import {
  claimUploads,
  forgetUpload,
  isKept,
  type KeptUpload,
  keepUpload,
  letGoOf,
} from './kept-uploads'
import { fileQuery } from './queries/files'
import { storageQuery } from './queries/settings'
import { getStoredDraft, setDraft } from './stores/drafts'
import {
  addMany,
  addUploads,
  dropUpload,
  getUploads,
  isUnderWay,
  NO_BOX,
  setUpload,
  takeMany,
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
 * none (`NO_BOX`), each uploaded from here on; very many at once wait for `attachMany`. Of what could not
 * be read the names are said.
 */
export function attachFiles(
  client: QueryClient,
  conversationId: string | null,
  wanted: readonly Wanted[],
  unread: readonly string[] = [],
): void {
  addUploads(unread.map((name) => unreadUpload(conversationId, name)))
  const files = wanted.filter((one) => typeof one !== 'string')
  if (files.length >= MANY) addMany(conversationId, files)
  else start(client, conversationId, wanted)
}

/** Takes the many files that were asked about. */
export function attachMany(client: QueryClient, conversationId: string | null): void {
  start(client, conversationId, takeMany(conversationId))
}

/** Takes the bytes of a file again, whatever it is called where they lie; others are refused. */
export function chooseAgain(client: QueryClient, chosen: File, { name, sha256 }: FileView): void {
  start(client, NO_BOX, [new File([chosen], name)], sha256)
}

/** What no other attempt can read stands as a failed upload, to be taken note of. */
function unreadUpload(conversationId: string | null, name: string): Upload {
  const wanted = new File([], name)
  const upload = { id: newId(), conversationId, wanted, name, sizeBytes: null, place: asked++ }
  const error = new ApiError(0, 'The file cannot be read.', { type: 'file_unreadable' })
  return { ...newUpload({ ...upload, view: null }), state: 'failed', error }
}

function start(
  client: QueryClient,
  conversationId: string | null,
  wanted: readonly Wanted[],
  sha256?: string,
): void {
  const uploads = wanted.map((one) => {
    const upload = { ...nameOfWanted(one), id: newId(), conversationId, sha256, view: null }
    return newUpload({ ...upload, place: asked++ })
  })
  addUploads(uploads)
  for (const upload of uploads) if (isUnderWay(upload)) keepUpload(upload)
  window.addEventListener('beforeunload', warn)
  next(client)
}

/** As long a deletion of a conversation may be taken back, ms: until then its uploads are kept. */
const UNDO_MS = 24 * 3_600_000

/** Goes on with the uploads of tabs that have ended, but for those of conversations that are gone. */
export async function resumeUploads(client: QueryClient): Promise<void> {
  const claimed = await claimUploads()
  // Shown at once, so that nothing is sent without them.
  addUploads(claimed.map(newUpload))
  const boxes = [...new Set(claimed.map(({ conversationId }) => conversationId))]
  const known = await Promise.all(boxes.map((id) => id === NO_BOX || isBoxThere(client, id)))
  const isGone = (upload: KeptUpload) => !known[boxes.indexOf(upload.conversationId)]
  for (const { id, place } of claimed.filter(isGone)) {
    dropUpload(id)
    // Its place is when it was asked for.
    if (place < Date.now() - UNDO_MS) void forgetUpload(id)
    else letGoOf(id)
  }
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
    await arrive(client, id, view)
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
async function sendUntilThere(upload: Upload, signal: AbortSignal): Promise<FileView> {
  const { id, wanted, sha256 } = upload
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted()
    setUpload(id, { state: 'sending', sent: 0, speed: null, error: null })
    const watch = { onProgress: speedometer(id), signal }
    try {
      if (typeof wanted !== 'string') return await sendFile({ id, sha256 }, wanted, watch)
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
async function arrive(client: QueryClient, id: string, view: FileView): Promise<void> {
  const find = () => getUploads().find((one) => one.id === id)
  const upload = find()
  if (upload?.conversationId === NO_BOX) {
    drop(id)
    void client.invalidateQueries({ queryKey: storageQuery().queryKey })
    return
  }
  const box = await boxOf(client, upload?.conversationId ?? null)
  // Meanwhile it may have been taken out, or its box may have become another.
  const arrived = find()
  if (arrived === undefined) return
  const way = usualWayIn(box, view)
  if (way === null || isLargeImage(view)) {
    setUpload(id, { state: 'refused', view })
    keepUpload({ ...arrived, view })
  } else takeIn(arrived, view, way, box)
}

/** Has what no model takes as it is go along, in a way of one's choice. */
export async function sendBy(client: QueryClient, id: string, way: Way): Promise<void> {
  const box = await boxOf(client, getUploads().find((one) => one.id === id)?.conversationId ?? null)
  const upload = getUploads().find((one) => one.id === id)
  if (upload?.view != null) takeIn(upload, upload.view, way, box)
}

function takeIn(upload: Upload, view: FileView, way: Way, box: BoxOfFiles): void {
  const { id, conversationId, wanted, name } = upload
  drop(id)
  // A file of a folder is called by its path, which tells those of one name apart.
  const isPath = typeof wanted !== 'string' && name.includes('/')
  const title = isPath ? name.split('/').map(readableName).join('/') : view.name
  put(conversationId, view, { way, title, box })
}

/** Puts a file that is known here into a box, where it goes as it does unasked; what no model reads, code in a container may. */
export async function addFile(
  client: QueryClient,
  conversationId: string | null,
  view: FileView,
): Promise<void> {
  const box = await boxOf(client, conversationId)
  put(conversationId, view, { way: usualWayIn(box, view) ?? 'container', title: view.name, box })
}

function usualWayIn({ upstream }: BoxOfFiles, { facts, sizeBytes }: FileView): Way | null {
  return facts === null ? null : usualWay(facts, sizeBytes, hasFilesApi(upstream))
}

/** One that is there stays once. */
function put(
  conversationId: string | null,
  { id, facts }: FileView,
  { way, title, box }: { way: Way; title: string; box: BoxOfFiles },
): void {
  const { files } = getStoredDraft(conversationId)
  if (files.some((block) => localSourceOf(block)?.fileId === id)) return
  // All documents of a request are cited, or none (claude-api.md §2.7): those that are there say; else all
  // are, but where the answer is to fit a schema, with which the API refuses citations.
  const citations = areDocumentsCited([...box.path, { content: files }]) ?? !box.isStructured
  const place = places.get(id) ?? asked
  const after = files.findIndex((block) => (places.get(idOf(block)) ?? -1) > place)
  const at = after === -1 ? files.length : after
  const block = blockOfFile(id, way, facts?.kind ?? 'other', { title, context: null, citations })
  setDraft(conversationId, { files: files.toSpliced(at, 0, block) })
}

function idOf(block: Block): string {
  return localSourceOf(block)?.fileId ?? ''
}
