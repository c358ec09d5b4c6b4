import * as z from 'zod/mini'
import { create } from 'zustand'
import { type FormChanges, formChangesSchema } from '@/lib/domain/tools/tool-form'
import { keyedStorage } from './keyed-storage'

/** What is not saved of one tool. */
export interface ToolDraft {
  /** The library has never had it. */
  isNew: boolean
  changes: FormChanges
}

const SAVE_AFTER_MS = 300
const savedSchema = z.object({ isNew: z.boolean(), changes: formChangesSchema })

const storage = keyedStorage('parley.tool.')
const store = create<Record<string, ToolDraft>>()(() => ({}))
const unsaved = new Set<string>()
let saving: ReturnType<typeof setTimeout> | null = null

// As the drafts of conversations: what the server and the tab draw first has none.
if (typeof window !== 'undefined') {
  loadToolDrafts()
  window.addEventListener('pagehide', saveToolDrafts)
}

/** What is not saved of a tool; null where all of it is. */
export function useToolDraft(id: string): ToolDraft | null {
  return store((drafts) => drafts[id] ?? null)
}

/** What is not saved of every tool, by id. */
export function useToolDrafts(): Readonly<Record<string, ToolDraft>> {
  return store()
}

/** The same outside of rendering. */
export function getToolDraft(id: string): ToolDraft | null {
  return store.getState()[id] ?? null
}

/** Keeps what is not saved of a tool; null = nothing is left. Written to storage a moment later. */
export function setToolDraft(id: string, draft: ToolDraft | null): void {
  const { [id]: _before, ...others } = store.getState()
  store.setState(draft === null ? others : { ...others, [id]: draft }, true)
  unsaved.add(id)
  saving ??= setTimeout(saveToolDrafts, SAVE_AFTER_MS)
}

function saveToolDrafts(): void {
  if (saving !== null) clearTimeout(saving)
  saving = null
  for (const id of unsaved) {
    const draft = getToolDraft(id)
    storage.write(id, draft === null ? null : JSON.stringify(draft))
  }
  unsaved.clear()
}

/** Reads every draft back; what does not fit the schema is left out. */
export function loadToolDrafts(): void {
  const drafts: Record<string, ToolDraft> = {}
  for (const [id, json] of storage.readAll()) {
    const saved = savedSchema.safeParse(parseJson(json))
    if (saved.success) drafts[id] = saved.data
  }
  store.setState(drafts, true)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
