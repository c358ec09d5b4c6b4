'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCreatePreset, usePatchPreset } from '@/lib/client/queries/presets'
import type { ChatSettings } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { LONGEST_PRESET_NAME, type Preset, toPresetSettings } from '@/lib/domain/preset'
import { isSendKey } from '../composer/enter-key'
import { SaveError } from '../settings/save-error'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'

interface Props {
  settings: ChatSettings
  presets: readonly Preset[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Keeps the panel under a name; under one that is there it takes that one's place. */
export function SavePreset({ settings, presets, isOpen, onOpenChange }: Props) {
  const t = useTranslations('request.presets')
  const box = useRef<HTMLInputElement>(null)
  return (
    <Dialog title={t('saveTitle')} isOpen={isOpen} onOpenChange={onOpenChange} initialFocus={box}>
      <Form box={box} settings={settings} presets={presets} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

interface FormProps extends Pick<Props, 'settings' | 'presets'> {
  box: React.RefObject<HTMLInputElement | null>
  onDone: () => void
}

function Form({ box, settings, presets, onDone }: FormProps) {
  const t = useTranslations('request.presets')
  const common = useTranslations('common')
  const [text, setText] = useState('')
  const create = useCreatePreset()
  const patch = usePatchPreset()
  const name = text.trim()
  const known = presets.find((preset) => preset.name === name)
  const save = () => {
    if (name === '') return
    const kept = toPresetSettings(settings)
    if (known === undefined) {
      create.mutate({ id: newId(), name, settings: kept }, { onSuccess: onDone })
    } else patch.mutate({ id: known.id, settings: kept }, { onSuccess: onDone })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, keyCode, shiftKey, altKey, nativeEvent } = event
    const { isComposing } = nativeEvent
    if (isSendKey({ key, keyCode, shiftKey, altKey, isComposing })) save()
  }
  return (
    <div className="flex flex-col gap-3 px-5 pb-5 phone:px-4">
      <p className="text-ink-3 text-ui">{t('saveText')}</p>
      <input
        ref={box}
        aria-label={t('name')}
        placeholder={t('name')}
        value={text}
        maxLength={LONGEST_PRESET_NAME}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="ring-field h-8 w-full rounded-md bg-field px-2.5 text-ink text-ui shadow-edge phone:h-11 phone:text-reading"
      />
      <SaveError error={create.error ?? patch.error} />
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button
          variant="primary"
          disabled={name === ''}
          busy={(create.isPending || patch.isPending) && common('loading')}
          onClick={save}
        >
          {t(known === undefined ? 'keep' : 'replace')}
        </Button>
      </div>
    </div>
  )
}
