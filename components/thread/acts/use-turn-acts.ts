import { useQueryClient } from '@tanstack/react-query'
import { GitBranch, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { branchFrom, deleteFrom, undoDelete } from '@/lib/client/branches'
import type { Message } from '@/lib/domain/conversation'
import { chordText } from '../../actions/chord'
import { focusComposer } from '../../composer/focus-composer'
import type { MenuAction } from '../../ui/menu'
import { showToast } from '../../ui/toast'
import { useIsMac } from '../../ui/use-is-mac'

/** What can be done with any turn, whoever said it. */
export function useTurnActs(turn: Message): { branch: MenuAction; remove: MenuAction } {
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const client = useQueryClient()
  const isMac = useIsMac()
  const remove = async () => {
    const isDeleted = deleteFrom(client, turn)
    focusComposer()
    if (!(await isDeleted)) return
    const act = () => void undoDelete(client, turn)
    const undo = { label: common('undo'), keys: chordText('Mod+Z', isMac), act }
    showToast({ text: t('deleted'), icon: Trash2, undo })
  }
  const branch = () => {
    void branchFrom(client, turn)
    focusComposer()
  }
  return {
    branch: { label: t('branch'), icon: GitBranch, onSelect: branch },
    remove: {
      label: t('delete'),
      icon: Trash2,
      isDestructive: true,
      onSelect: () => void remove(),
    },
  }
}
