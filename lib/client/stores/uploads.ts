import { create } from 'zustand'
import type { FileView } from '@/lib/domain/files/file'
import type { ApiError } from '@/lib/wire/errors'

/** Stands in a conversation's place where no box shall have the file: it is to be here, and that is all. */
export const NO_BOX = 'files'

/** In the browser's storage while uploads are kept there; what reads them is loaded only then. */
export const UPLOADS_KEPT = 'parley:uploads'

/** What is taken in: a file of this device, or the address of one that the server fetches. */
export type Wanted = File | string

/** A file on its way to the server, or one that arrived and does not go along as it is. */
export interface Upload {
  id: string
  /** Null = the new conversation; or {@link NO_BOX}. */
  conversationId: string | null
  wanted: Wanted
  name: string
  /** Null while it is not known. */
  sizeBytes: number | null
  /** What its bytes must be, of a file that is chosen again. */
  sha256?: string | undefined
  /** When it was asked for, and where among those that were with it. */
  place: number
  state: 'waiting' | 'sending' | 'checking' | 'cut' | 'failed' | 'refused'
  /** Bytes that have gone. */
  sent: number
  /** Bytes per second; null while that is not known. */
  speed: number | null
  /** Why it failed. */
  error: ApiError | null
  /** What it was found to be, of a refused one. */
  view: FileView | null
}

/** A long text that was pasted a moment ago, and could be a file instead. */
export interface PastedText {
  conversationId: string | null
  text: string
}

interface State {
  uploads: readonly Upload[]
  pasted: PastedText | null
  /** So many files for a box that they are asked about first. */
  many: ReadonlyMap<string | null, readonly File[]>
}

const store = create<State>()(() => ({ uploads: [], pasted: null, many: new Map() }))

/** All uploads of this tab, in the order in which they were asked for. */
export function useUploads(): readonly Upload[] {
  return store(({ uploads }) => uploads)
}

/** The same, outside of rendering. */
export function getUploads(): readonly Upload[] {
  return store.getState().uploads
}

/** Whether files of a box are still on their way, or asked about: the next turn waits for them. */
export function useIsUploading(conversationId: string | null): boolean {
  return store(
    ({ uploads, many }) =>
      many.has(conversationId) ||
      uploads.some((one) => one.conversationId === conversationId && isUnderWay(one)),
  )
}

/** It will arrive by itself. */
export function isUnderWay({ state }: Upload): boolean {
  return state !== 'failed' && state !== 'refused'
}

/** Whether a box has anything to show of uploads. */
export function useHasUploads(conversationId: string | null): boolean {
  return store(
    ({ uploads, pasted, many }) =>
      pasted?.conversationId === conversationId ||
      many.has(conversationId) ||
      uploads.some((one) => one.conversationId === conversationId),
  )
}

export function addUploads(uploads: readonly Upload[]): void {
  store.setState((state) => ({ uploads: [...state.uploads, ...uploads] }))
}

/** Changes an upload that is still there. */
export function setUpload(id: string, patch: Partial<Upload>): void {
  store.setState(({ uploads }) => ({
    uploads: uploads.map((one) => (one.id === id ? { ...one, ...patch } : one)),
  }))
}

export function dropUpload(id: string): void {
  store.setState(({ uploads }) => ({ uploads: uploads.filter((one) => one.id !== id) }))
}

/** The long text that was pasted into a box a moment ago. */
export function usePasted(conversationId: string | null): string | null {
  return store(({ pasted }) => (pasted?.conversationId === conversationId ? pasted.text : null))
}

export function setPasted(pasted: PastedText | null): void {
  store.setState({ pasted })
}

/** What was offered for a box is not any more. */
export function forgetPasted(conversationId: string | null): void {
  if (store.getState().pasted?.conversationId === conversationId) setPasted(null)
}

/** The many files that were chosen for a box and are asked about; null: none. */
export function useMany(conversationId: string | null): readonly File[] | null {
  return store(({ many }) => many.get(conversationId) ?? null)
}

/** Asks about these files too. */
export function addMany(conversationId: string | null, files: readonly File[]): void {
  store.setState(({ many }) => ({
    many: new Map(many).set(conversationId, [...(many.get(conversationId) ?? []), ...files]),
  }))
}

/** The many files of a box have been decided about. */
export function takeMany(conversationId: string | null): readonly File[] {
  const { many } = store.getState()
  store.setState({ many: new Map([...many].filter(([id]) => id !== conversationId)) })
  return many.get(conversationId) ?? []
}

/** What is on its way to a box, or offered for it, is so for another one from here on. True if there are uploads among it. */
export function moveOffers(from: string | null, to: string | null): boolean {
  const files = takeMany(from)
  if (files.length > 0) addMany(to, files)
  const hasUploads = getUploads().some(({ conversationId }) => conversationId === from)
  const moved = <T extends { conversationId: string | null }>(one: T): T =>
    one.conversationId === from ? { ...one, conversationId: to } : one
  store.setState(({ uploads, pasted }) => ({
    uploads: uploads.map(moved),
    pasted: pasted === null ? null : moved(pasted),
  }))
  return hasUploads
}
