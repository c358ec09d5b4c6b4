import { useQuery, useQueryClient } from '@tanstack/react-query'
import { File as FileIcon, Folder, Link, Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { onDemand } from '../../ui/on-demand'

const AddressDialog = onDemand(async () => (await import('./address-dialog')).AddressDialog)

/** Takes files into the box of a conversation (null = the new one). */
export function AttachButton({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const [isAsking, setAsking] = useState<boolean | null>(null)
  const { data: settings } = useQuery(settingsQuery())
  const pick = async (what: 'files' | 'folder') => {
    const [{ pickFiles }, { attachFiles }] = await Promise.all([
      import('@/lib/client/pick-files'),
      import('@/lib/client/attach'),
    ])
    attachFiles(client, conversationId, await pickFiles(what))
  }
  return (
    <>
      <Menu
        label={t('attach')}
        align="start"
        trigger={<IconButton icon={Paperclip} label={t('attach')} tooltipSide="top" />}
        actions={[
          { label: t('files'), icon: FileIcon, onSelect: () => void pick('files') },
          { label: t('folder'), icon: Folder, onSelect: () => void pick('folder') },
          {
            label: t('address'),
            icon: Link,
            refused: settings?.canFetchFiles === true ? undefined : t('addressRefused'),
            onSelect: () => setAsking(true),
          },
        ]}
      />
      {isAsking !== null && (
        <AddressDialog conversationId={conversationId} isOpen={isAsking} onOpenChange={setAsking} />
      )}
    </>
  )
}
