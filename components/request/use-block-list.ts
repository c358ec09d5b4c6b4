import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { changeSettings } from '@/lib/client/change-settings'
import { getStoredDraft } from '@/lib/client/stores/drafts'
import type { SystemBlock } from '@/lib/domain/chat-settings'
import { chordText } from '../actions/chord'
import { focusLater } from '../shell/focus-later'
import { showToast } from '../ui/toast'
import { useIsMac } from '../ui/use-is-mac'

interface Blocks {
  /** Where they are written; null = the new conversation. */
  conversationId: string | null
  blocks: readonly SystemBlock[]
  onChange: (blocks: SystemBlock[]) => void
}

interface BlockList {
  /** Of what the blocks are drawn in. */
  frame: RefObject<HTMLFieldSetElement | null>
  add: () => void
  /** Offers to take it back. */
  remove: (index: number) => void
}

/** Adds and removes blocks of the system prompt; the focus goes to the block to go on with. */
export function useBlockList({ conversationId, blocks, onChange }: Blocks): BlockList {
  const t = useTranslations('systemBlocks')
  const common = useTranslations('common')
  const client = useQueryClient()
  const isMac = useIsMac()
  const frame = useRef<HTMLFieldSetElement>(null)
  const focusBlock = (index: number) =>
    focusLater(() => frame.current?.querySelectorAll('textarea')[index])
  const add = () => {
    onChange([...blocks, { text: '', ttl: null }])
    focusBlock(blocks.length)
  }
  const remove = (index: number) => {
    const block = blocks[index]
    if (block === undefined) return
    onChange(blocks.toSpliced(index, 1))
    focusBlock(Math.min(index, blocks.length - 2))
    const act = () => putBack(client, conversationId, index, block)
    showToast({
      text: t('removed', { index: index + 1 }),
      icon: X,
      undo: { label: common('undo'), keys: chordText('Mod+Z', isMac), act },
    })
  }
  return { frame, add, remove }
}

/** Among the blocks as they are by then, whatever is in view. */
function putBack(
  client: QueryClient,
  conversationId: string | null,
  index: number,
  block: SystemBlock,
): void {
  const { settings } = getStoredDraft(conversationId)
  if (settings === null) return
  const now = settings.systemBlocks ?? [{ text: settings.system, ttl: null }]
  const systemBlocks = now.toSpliced(index, 0, block)
  changeSettings(client, conversationId, { ...settings, systemBlocks })
}
