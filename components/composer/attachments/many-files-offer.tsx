import { useQueryClient } from '@tanstack/react-query'
import { Files, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { attachMany } from '@/lib/client/attach'
import { NO_BOX, takeMany, useMany } from '@/lib/client/stores/uploads'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { useByteSize } from '../../ui/use-byte-size'

interface Props {
  conversationId: string | null
  /** Puts the focus where one goes on once this is gone. */
  goOn: () => void
}

/** Asks before very many files go: a folder may have more in it than one thinks. */
export function ManyFilesOffer({ conversationId, goOn }: Props) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const bytes = useByteSize()
  const files = useMany(conversationId)
  if (files === null) return null
  const size = bytes(files.reduce((sum, file) => sum + file.size, 0))
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 text-ink-2 text-small">
      <Files aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
      <p className="min-w-52 flex-1">
        {t('many', { count: files.length, size })} {conversationId !== NO_BOX && t('manyHold')}
      </p>
      <Button
        onClick={() => {
          attachMany(client, conversationId)
          goOn()
        }}
      >
        {t('manyTake', { count: files.length })}
      </Button>
      <IconButton
        icon={X}
        iconSize={14}
        label={t('manyLeave')}
        onClick={() => {
          takeMany(conversationId)
          goOn()
        }}
      />
    </div>
  )
}
