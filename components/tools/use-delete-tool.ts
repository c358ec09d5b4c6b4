import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePatchTool } from '@/lib/client/queries/tools'
import { getToolDraft, setToolDraft } from '@/lib/client/stores/tool-drafts'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { openTool } from '@/lib/client/use-tool-id'
import { chordText } from '../actions/chord'
import { focusLater } from '../shell/focus-later'
import { showToast } from '../ui/toast'
import { useIsMac } from '../ui/use-is-mac'

/** Deletes a tool with what was not saved of it, and offers to take all that back. */
export function useDeleteTool() {
  const t = useTranslations('tools')
  const common = useTranslations('common')
  const isMac = useIsMac()
  const { mutateAsync, error } = usePatchTool()
  // What follows does not wait for the editor, which is gone by then.
  const setDeleted = async ({ id, saved }: EditedTool, deleted: boolean) => {
    if (saved !== null) await mutateAsync({ id, deleted })
  }
  const remove = async (tool: EditedTool) => {
    const { id, form } = tool
    const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`)
    const rows = [...(row?.closest('nav')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex(({ dataset }) => dataset.row === id)
    const neighbour = rows[at + 1] ?? rows[0]
    await setDeleted(tool, true)
    const draft = getToolDraft(id)
    openTool(null)
    setToolDraft(id, null)
    focusLater(() => neighbour)
    const act = () => {
      const bringBack = () => {
        setToolDraft(id, draft)
        openTool(id)
      }
      setDeleted(tool, false).then(bringBack, () => {})
    }
    showToast({
      text: t('deleted', { name: form.name === '' ? t('unnamed') : form.name }),
      icon: Trash2,
      undo: { label: common('undo'), keys: chordText('Mod+Z', isMac), act },
    })
  }
  return {
    // A failure is told where the tool still stands.
    remove: (tool: EditedTool) => void remove(tool).catch(() => {}),
    error,
  }
}
