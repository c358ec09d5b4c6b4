import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newId } from '@/lib/domain/ids'
import type { Tool } from '@/lib/domain/tools/tool'
import {
  allowedChanges,
  type FormChanges,
  FRESH_FORM,
  fromForm,
  type ToolForm,
  toForm,
  unsavedChanges,
} from '@/lib/domain/tools/tool-form'
import { toolsQuery, useCreateTool, usePatchTool } from './queries/tools'
import { getToolDraft, setToolDraft, useToolDraft } from './stores/tool-drafts'

/** A tool as it is edited: what is saved of it, with what was changed since. */
export interface EditedTool {
  id: string
  /** As the library has it; null = new. */
  saved: Tool | null
  form: ToolForm
  isDirty: boolean
  change(patch: FormChanges): void
}

/** The tool with an id; null where neither the library nor a draft has it, or the library is not there yet. */
export function useToolForm(id: string): EditedTool | null {
  const { data } = useQuery(toolsQuery())
  const draft = useToolDraft(id)
  const saved = data?.tools.find((tool) => tool.id === id) ?? null
  const base = useMemo(() => (saved === null ? FRESH_FORM : toForm(saved)), [saved])
  return useMemo(() => {
    if (data === undefined || (saved === null && draft?.isNew !== true)) return null
    const changes = allowedChanges(draft?.changes ?? {}, saved)
    return {
      id,
      saved,
      form: withChanges(base, changes),
      isDirty: saved === null || Object.keys(unsavedChanges(changes, base)).length > 0,
      change: (patch) => changeDraft(id, base, patch),
    }
  }, [data, saved, draft, base, id])
}

function withChanges(base: ToolForm, changes: FormChanges): ToolForm {
  const made = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...base, ...Object.fromEntries(made) }
}

/** Another tab may have saved what stands here: what is the same then, to the letter, is no change. */
function changeDraft(id: string, base: ToolForm, patch: FormChanges): void {
  const draft = getToolDraft(id)
  const isNew = draft?.isNew ?? false
  const changes = Object.entries({ ...draft?.changes, ...patch }).filter(([field, value]) => {
    const before = Object.entries(base).find(([name]) => name === field)?.[1]
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(before)
  })
  const isEmpty = changes.length === 0 && !isNew
  setToolDraft(id, isEmpty ? null : { isNew, changes: Object.fromEntries(changes) })
}

/** Begins a tool, unsaved, and answers its id. */
export function startTool(form: ToolForm = FRESH_FORM): string {
  const id = newId()
  setToolDraft(id, { isNew: true, changes: unsavedChanges(form, FRESH_FORM) })
  return id
}

/** Saves a tool as it is edited. What was typed while that was on its way stays unsaved. */
export function useSaveTool() {
  const create = useCreateTool()
  const patch = usePatchTool()
  const save = ({ id, saved, form }: EditedTool) => {
    const body = fromForm(form, saved)
    if (body === null) return
    const saving =
      saved === null ? create.mutateAsync({ id, ...body }) : patch.mutateAsync({ id, ...body })
    // Also when another tool is open by then; a failure is told by `error`.
    saving.then(
      ({ tools }) => settle(id, tools),
      () => {},
    )
  }
  return { save, isSaving: create.isPending || patch.isPending, error: create.error ?? patch.error }
}

function settle(id: string, tools: readonly Tool[]): void {
  const tool = tools.find((one) => one.id === id)
  const draft = getToolDraft(id)
  if (tool === undefined || draft === null) return
  const changes = unsavedChanges(allowedChanges(draft.changes, tool), toForm(tool))
  setToolDraft(id, Object.keys(changes).length === 0 ? null : { isNew: false, changes })
}
