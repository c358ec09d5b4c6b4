'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { modelsQuery } from '@/lib/client/queries/models'
import { presetsQuery } from '@/lib/client/queries/presets'
import { settingsQuery } from '@/lib/client/queries/settings'
import { setDraft } from '@/lib/client/stores/drafts'
import { freshSettings, freshUpstream } from '@/lib/client/use-draft'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { Note } from '../ui/note'
import { UpstreamSelect } from './upstream-select'

/** In the panel while no model is known: it loads, or it says why none came and offers the other upstreams. */
export function RequestPending({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('request')
  const common = useTranslations('common')
  const client = useQueryClient()
  const isNew = conversationId === null
  const conversation = useQuery({ ...conversationQuery(conversationId ?? ''), enabled: !isNew })
  const settings = useQuery(settingsQuery())
  const presets = useQuery({ ...presetsQuery(), enabled: isNew })
  const preset = presets.data?.find(({ isDefault }) => isDefault) ?? null
  const isKnown = settings.data !== undefined && (!isNew || !presets.isPending)
  const [picked, setPicked] = useState<string | null>(null)
  const usual = isKnown ? freshUpstream(settings.data, preset) : ''
  const upstream = picked ?? usual
  const models = useQuery(modelsQuery(upstream))
  const error = settings.error ?? models.error

  const pick = async (name: string) => {
    // Where it offers none either, the reason stands under its name.
    setPicked(name)
    const offered = await client.fetchQuery(modelsQuery(name)).catch(() => [])
    if (settings.data === undefined) return
    const fresh = freshSettings({ ...settings.data, defaultUpstream: name }, offered)
    if (fresh !== null) setDraft(conversationId, { settings: fresh })
  }

  if ((!isNew && conversation.isPending) || (error === null && models.data?.length !== 0))
    return <LoadingBars count={5} label={common('loading')} />
  return (
    <div className="flex flex-col gap-3.5">
      {settings.data !== undefined && (
        <UpstreamSelect value={upstream} onPick={(name) => void pick(name)} />
      )}
      <Note
        tone="bad"
        role="status"
        icon={CircleX}
        title={t(error === null ? 'modelsEmpty' : 'modelsFailed')}
        actions={
          <Button
            onClick={() => void (settings.isError ? settings.refetch() : models.refetch())}
            busy={(settings.isFetching || models.isFetching) && common('loading')}
          >
            {common('retry')}
          </Button>
        }
      >
        {error?.message}
      </Note>
    </div>
  )
}
