import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePatchTool } from '@/lib/client/queries/tools'
import { getToolDraft, setToolDraft } from '@/lib/client/stores/tool-drafts'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { openTool } from '@/lib/client/use-tool-id'
import { chordText } from '../actions/chord'
import { showToast } from '../ui/toast'
import { useIsMac } from '../ui/use-is-mac'

/** Deletes a tool with what was not saved of it, and offers to take all that back. */
export function useDeleteTool(): (tool: EditedTool) => void {
  const t = useTranslations('tools')
  const common = useTranslations('common')
  const isMac = useIsMac()
  const patch = usePatchTool()
  return ({ id, saved, form }) => {
    const draft = getToolDraft(id)
    openTool(null)
    if (saved !== null) patch.mutate({ id, deleted: true })
    setToolDraft(id, null)
    const act = () => {
      setToolDraft(id, draft)
      if (saved === null) openTool(id)
      else patch.mutate({ id, deleted: false }, { onSuccess: () => openTool(id) })
    }
    showToast({
      text: t('deleted', { name: form.name === '' ? t('unnamed') : form.name }),
      icon: Trash2,
      undo: { label: common('undo'), keys: chordText('Mod+Z', isMac), act },
    })
  }
}
