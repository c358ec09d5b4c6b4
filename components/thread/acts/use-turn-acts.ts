import { useQueryClient } from '@tanstack/react-query'
import { GitBranch, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { branchFrom, deleteFrom, undoDelete } from '@/lib/client/branches'
import type { Message } from '@/lib/domain/conversation'
import { chordText } from '../../actions/chord'
import { boxToFocus, focusComposer } from '../../composer/focus-composer'
import type { MenuAction } from '../../ui/menu'
import { showToast } from '../../ui/toast'
import { useIsMac } from '../../ui/use-is-mac'

interface TurnActs {
  branch: MenuAction
  remove: MenuAction
  /** Where the menu that holds them leaves the focus: at the box, after one of them. */
  finalFocus: () => HTMLElement | boolean
}

/** What can be done with any turn, whoever said it. */
export function useTurnActs(turn: Message): TurnActs {
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const client = useQueryClient()
  const isMac = useIsMac()
  const hasActed = useRef(false)
  const remove = async () => {
    hasActed.current = true
    const isDeleted = deleteFrom(client, turn)
    focusComposer()
    if (!(await isDeleted)) return
    const act = () => void undoDelete(client, turn)
    const undo = { label: common('undo'), keys: chordText('Mod+Z', isMac), act }
    showToast({ text: t('deleted'), icon: Trash2, undo })
  }
  const branch = () => {
    hasActed.current = true
    void branchFrom(client, turn)
    focusComposer()
  }
  const finalFocus = () => {
    const goesOn = hasActed.current
    hasActed.current = false
    return goesOn ? (boxToFocus() ?? false) : true
  }
  return {
    finalFocus,
    branch: { label: t('branch'), icon: GitBranch, onSelect: branch },
    remove: {
      label: t('delete'),
      icon: Trash2,
      isDestructive: true,
      onSelect: () => void remove(),
    },
  }
}
