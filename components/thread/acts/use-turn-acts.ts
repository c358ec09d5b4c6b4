import { useQueryClient } from '@tanstack/react-query'
import { Columns3, GitBranch, ListOrdered, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { branchFrom, compareFromTurn, deleteFrom, undoDelete } from '@/lib/client/branches'
import { comparisonPath } from '@/lib/client/comparison/comparison-path'
import { useIsLive } from '@/lib/client/stores/live-runs'
import { openWritten } from '@/lib/client/write-turns'
import type { Message } from '@/lib/domain/conversation'
import { chordText } from '../../actions/chord'
import { boxToFocus, focusComposer } from '../../composer/focus-composer'
import type { MenuAction } from '../../ui/menu'
import { hideToast, showToast } from '../../ui/toast'
import { useIsMac } from '../../ui/use-is-mac'
import { useLockReason } from './turns-lock'

interface TurnActs {
  branch: MenuAction
  /** Opens a comparison that goes on from here. */
  compare: MenuAction
  /** Brings all turns of the branch up to be written anew. */
  write: MenuAction
  remove: MenuAction
  /** An act as it stands in a menu that leaves the focus where `finalFocus` says: at the box, after it. */
  inMenu: (act: MenuAction) => MenuAction
  finalFocus: () => HTMLElement | boolean
}

/** What can be done with any turn, whoever said it. */
export function useTurnActs(turn: Message): TurnActs {
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const client = useQueryClient()
  const router = useRouter()
  const isMac = useIsMac()
  const written = useTranslations('writeTurns')
  const isLive = useIsLive(turn.conversationId)
  const locked = useLockReason()
  const hasActed = useRef(false)
  const remove = async () => {
    const isDeleted = deleteFrom(client, turn)
    focusComposer()
    const act = async () => {
      if (await isDeleted) await undoDelete(client, turn)
    }
    const undo = { label: common('undo'), keys: chordText('Mod+Z', isMac), act: () => void act() }
    const toast = { text: t('deleted'), icon: Trash2, undo }
    showToast(toast)
    if (!(await isDeleted)) hideToast(toast)
  }
  const branch = () => {
    void branchFrom(client, turn)
    focusComposer()
  }
  const compare = async () => {
    const id = await compareFromTurn(client, turn)
    if (id !== null) router.push(comparisonPath(id))
  }
  const finalFocus = () => {
    const goesOn = hasActed.current
    hasActed.current = false
    return goesOn ? (boxToFocus() ?? false) : true
  }
  const inMenu = (act: MenuAction): MenuAction => ({
    ...act,
    onSelect: () => {
      hasActed.current = true
      act.onSelect()
    },
  })
  return {
    inMenu,
    finalFocus,
    branch: { label: t('branch'), refused: locked, icon: GitBranch, onSelect: branch },
    compare: { label: t('compare'), icon: Columns3, onSelect: () => void compare() },
    write: {
      label: t('write'),
      refused: locked ?? (isLive ? written('arriving') : undefined),
      icon: ListOrdered,
      onSelect: () => openWritten(client, turn.conversationId),
    },
    remove: {
      label: t('delete'),
      icon: Trash2,
      isDestructive: true,
      onSelect: () => void remove(),
    },
  }
}
