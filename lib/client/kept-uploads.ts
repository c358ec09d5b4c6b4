import { createStore, del, get, keys, set } from 'idb-keyval'
import { getUploads, isUnderWay, UPLOADS_KEPT, type Upload } from './stores/uploads'
import { takeTurns } from './take-turns'

/** What a reload must not lose of an upload. */
export type KeptUpload = Pick<
  Upload,
  'id' | 'conversationId' | 'wanted' | 'name' | 'sizeBytes' | 'sha256' | 'place' | 'view'
>

const store = createStore('parley-uploads', 'uploads')
/** The tab that has an upload holds its lock, and loses it when it ends, however that comes. */
const LOCK = 'parley-upload '
/** A page that is loaded anew in its tab may be there before the lock of the one before it is free, ms. */
const HANDOVER_MS = 10_000
/** What this tab had before it was loaded anew stands in its own storage, by id. */
const OF_TAB = 'parley:upload:'
const releases = new Map<string, () => void>()
const kept = new Set<string>()
/** A file is copied before it is kept: of very many, a few at once. */
const writes = new Map<string, Promise<void>>()
const copying = takeTurns(3)

/**
 * Keeps an upload in this browser until `forgetUpload`, so that the next tab goes on with it where this
 * one ends first. Never throws: a browser that keeps nothing, or has no room for it, says so by `isKept`.
 */
export function keepUpload(upload: Upload): void {
  const { id, conversationId, wanted, name, sizeBytes, sha256, place, view } = upload
  const value: KeptUpload = { id, conversationId, wanted, name, sizeBytes, sha256, place, view }
  const write = async () => {
    // It had arrived before its turn to be copied came.
    if (!writes.has(id)) return
    if (!(releases.has(id) || (await hold(id)))) return
    localStorage.setItem(UPLOADS_KEPT, '1')
    sessionStorage.setItem(OF_TAB + id, '1')
    await set(id, value, store)
    kept.add(id)
  }
  const before = writes.get(id) ?? Promise.resolve()
  writes.set(
    id,
    before.then(() => copying(write)).catch(() => {}),
  )
}

/** Keeps the uploads of a box anew, which are of that box only now. */
export function keepAgain(conversationId: string | null): void {
  for (const upload of getUploads()) {
    const isOfBox = upload.conversationId === conversationId
    if (isOfBox && (isUnderWay(upload) || isKept(upload.id))) keepUpload(upload)
  }
}

/** Whether the upload would outlive this tab. */
export function isKept(id: string): boolean {
  return kept.has(id)
}

export async function forgetUpload(id: string): Promise<void> {
  const write = writes.get(id)
  writes.delete(id)
  await write
  kept.delete(id)
  try {
    await del(id, store)
    // Of many that arrive, the last one alone looks for those of other tabs.
    if (kept.size === 0 && (await keys(store)).length === 0) localStorage.removeItem(UPLOADS_KEPT)
  } catch {
    // What keeps nothing has nothing to forget.
  }
  letGoOf(id)
}

/** Leaves an upload to the next tab that asks for those of no tab. */
export function letGoOf(id: string): void {
  kept.delete(id)
  try {
    sessionStorage.removeItem(OF_TAB + id)
  } catch {
    // A browser that keeps nothing has no mark of it either.
  }
  releases.get(id)?.()
  releases.delete(id)
}

/** The uploads that no tab has, in the order in which they were asked for; from now on this tab has them. */
export async function claimUploads(): Promise<KeptUpload[]> {
  try {
    const claimed = await Promise.all((await keys<string>(store)).map(claim))
    return claimed.filter((upload) => upload !== undefined).sort((a, b) => a.place - b.place)
  } catch {
    return []
  }
}

/** Undefined for one that another tab has, or that was done with while its lock was waited for. */
async function claim(id: string): Promise<KeptUpload | undefined> {
  if (!(await hold(id))) return undefined
  const upload = await get<KeptUpload>(id, store)
  if (upload === undefined) await forgetUpload(id)
  else {
    kept.add(id)
    sessionStorage.setItem(OF_TAB + id, '1')
  }
  return upload
}

/** False where another tab has it, or where tabs cannot know of each other (no HTTPS). */
function hold(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(false)
  const isOfTab = sessionStorage.getItem(OF_TAB + id) !== null
  const wait = isOfTab ? { signal: AbortSignal.timeout(HANDOVER_MS) } : { ifAvailable: true }
  return new Promise((resolve) => {
    const request = navigator.locks.request(LOCK + id, wait, (lock) => {
      resolve(lock !== null)
      if (lock === null) return undefined
      return new Promise<void>((release) => releases.set(id, release))
    })
    request.catch(() => resolve(false))
  })
}
