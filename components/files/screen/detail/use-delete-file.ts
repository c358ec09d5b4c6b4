import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchFile } from '@/lib/client/queries/files'
import { filePath, useFileListView } from '@/lib/client/use-file-list-view'
import type { FileView } from '@/lib/domain/files/file'
import { chordText } from '../../../actions/chord'
import { focusLater } from '../../../shell/focus-later'
import { showToast } from '../../../ui/toast'
import { useIsMac } from '../../../ui/use-is-mac'

function rowOf(id: string): HTMLElement | null {
  return document.querySelector(`[data-row="${CSS.escape(id)}"]`)
}

/** Deletes a file and offers to take it back; where something uses it, asks before. */
export function useDeleteFile({ id, name, useCounts }: FileView) {
  const t = useTranslations('filesScreen')
  const common = useTranslations('common')
  const isMac = useIsMac()
  const router = useRouter()
  const { open } = useFileListView()
  const { mutateAsync, error } = usePatchFile()
  const [isAsking, setAsking] = useState(false)
  const remove = async () => {
    const rows = [...(rowOf(id)?.closest('ul')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex(({ dataset }) => dataset.row === id)
    const neighbour = (rows[at + 1] ?? rows[at - 1])?.dataset.row
    await mutateAsync({ id, deleted: true })
    // Somebody may have opened another meanwhile.
    if (location.pathname === filePath(id)) {
      open(null)
      // The rows are drawn anew where one is gone.
      focusLater(() => (neighbour === undefined ? null : rowOf(neighbour)))
    }
    const act = () => {
      mutateAsync({ id, deleted: false }).then(
        // Who has gone to another screen stays there.
        () => location.pathname.startsWith(filePath(null)) && open(id),
        // The file says that it is deleted still, and can be brought back there.
        () => router.push(filePath(id)),
      )
    }
    showToast({
      text: t('deleted', { name }),
      icon: Trash2,
      undo: { label: common('undo'), keys: chordText('Mod+Z', isMac), act },
    })
  }
  // A failure is told where the file still stands.
  const removed = () => void remove().catch(() => {})
  const isUsed = useCounts.conversations + useCounts.runs > 0
  return {
    begin: isUsed ? () => setAsking(true) : removed,
    remove: removed,
    isAsking,
    close: () => setAsking(false),
    error,
  }
}
