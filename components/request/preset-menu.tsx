'use client'

import { useQuery } from '@tanstack/react-query'
import { Bookmark, Check, ChevronDown, Plus, Settings2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { presetsQuery } from '@/lib/client/queries/presets'
import type { ChatSettings } from '@/lib/domain/conversation'
import { type Gone, isSameSettings, type Preset } from '@/lib/domain/preset'
import { Button } from '../ui/button'
import { Menu } from '../ui/menu'
import { onFirstOpen } from '../ui/on-demand'
import { useApplyPreset } from './use-apply-preset'

interface Props {
  conversationId: string | null
  settings: ChatSettings
  /** Told what of an applied preset is not there any more. */
  onApplied: (gone: Gone) => void
}

const SavePreset = onFirstOpen(async () => (await import('./save-preset')).SavePreset)
const PresetList = onFirstOpen(async () => (await import('./preset-list')).PresetList)
const NO_PRESETS: readonly Preset[] = []

/** The panel under a name: apply one, keep this one, look after them. */
export function PresetMenu({ conversationId, settings, onApplied }: Props) {
  const t = useTranslations('request.presets')
  const presets = useQuery(presetsQuery()).data ?? NO_PRESETS
  const [open, setOpen] = useState<'save' | 'list' | null>(null)
  const apply = useApplyPreset(conversationId, settings)
  const current = useMemo(
    () => presets.find((preset) => isSameSettings(preset.settings, settings)),
    [presets, settings],
  )
  const pick = async (preset: Preset) => {
    const gone = await apply(preset)
    if (gone !== null) onApplied(gone)
  }
  return (
    <>
      <Menu
        label={t('title')}
        trigger={
          <Button
            variant="quiet"
            aria-label={t('menu')}
            className="min-w-0 max-w-32 shrink phone:px-2"
          >
            <span className="truncate">{current?.name ?? t('title')}</span>
            <ChevronDown aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
          </Button>
        }
        actions={[
          ...presets.map((preset) => ({
            label: preset.name,
            icon: preset.id === current?.id ? Check : Bookmark,
            onSelect: () => void pick(preset),
          })),
          { label: t('save'), icon: Plus, onSelect: () => setOpen('save') },
          ...(presets.length === 0
            ? []
            : [{ label: t('manage'), icon: Settings2, onSelect: () => setOpen('list') }]),
        ]}
      />
      <SavePreset
        settings={settings}
        presets={presets}
        isOpen={open === 'save'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'save' : null)}
      />
      <PresetList
        presets={presets}
        isOpen={open === 'list'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'list' : null)}
      />
    </>
  )
}
