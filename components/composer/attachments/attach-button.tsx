import { useQueryClient } from '@tanstack/react-query'
import { File as FileIcon, Folder, Paperclip } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'

/** Takes files into the box of a conversation (null = the new one). */
export function AttachButton({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const pick = async (what: 'files' | 'folder') => {
    const [{ pickFiles }, { attachFiles }] = await Promise.all([
      import('@/lib/client/pick-files'),
      import('@/lib/client/attach'),
    ])
    attachFiles(client, conversationId, await pickFiles(what))
  }
  return (
    <Menu
      label={t('attach')}
      align="start"
      trigger={<IconButton icon={Paperclip} label={t('attach')} tooltipSide="top" />}
      actions={[
        { label: t('files'), icon: FileIcon, onSelect: () => void pick('files') },
        { label: t('folder'), icon: Folder, onSelect: () => void pick('folder') },
      ]}
    />
  )
}
