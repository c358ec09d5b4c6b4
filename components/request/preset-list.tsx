'use client'

import { CircleCheck, CircleDashed, Pencil, Trash2 } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchPreset } from '@/lib/client/queries/presets'
import { modelLabel } from '@/lib/domain/models'
import { LONGEST_PRESET_NAME, type PatchPreset, type Preset } from '@/lib/domain/preset'
import { SaveError } from '../settings/save-error'
import { focusLater } from '../shell/focus-later'
import { RenameField } from '../sidebar/rename-field'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Dialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { RangeNote } from './range-note'

interface Props {
  presets: readonly Preset[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** All presets, to be renamed, deleted, or made the one that new conversations begin with. */
export function PresetList({ presets, isOpen, onOpenChange }: Props) {
  const t = useTranslations('request.presets')
  return (
    <Dialog
      title={t('title')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      end={<Button onClick={() => onOpenChange(false)}>{t('done')}</Button>}
    >
      <Rows presets={presets} />
    </Dialog>
  )
}

function Rows({ presets }: Pick<Props, 'presets'>) {
  const t = useTranslations('request.presets')
  const patch = usePatchPreset()
  const [deleted, setDeleted] = useState<readonly Preset[]>([])
  const [restored, setRestored] = useState<string | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const takenId = useId()
  const change = (id: string, change: PatchPreset) => patch.mutate({ id, ...change })
  const remove = (preset: Preset) => {
    change(preset.id, { deleted: true })
    setDeleted([...deleted, preset])
  }
  const restore = (preset: Preset) => {
    change(preset.id, { deleted: false })
    setDeleted(deleted.filter(({ id }) => id !== preset.id))
    setRestored(preset.id)
  }
  const rename = (id: string, name: string) => {
    const isTaken = presets.some((preset) => preset.name === name)
    setTaken(isTaken ? name : null)
    if (!isTaken) change(id, { name })
  }
  return (
    <div className="min-h-0 overflow-y-auto px-5 pb-5 phone:px-4">
      <p className="pb-2 text-ink-3 text-ui">{t('listText')}</p>
      <ul>
        {presets.map((preset) => (
          <Row
            key={preset.id}
            preset={preset}
            takesFocus={preset.id === restored}
            onRename={(name) => rename(preset.id, name)}
            onDefault={() => change(preset.id, { isDefault: !preset.isDefault })}
            onRemove={() => remove(preset)}
          />
        ))}
        {deleted
          .filter(({ id }) => presets.every((preset) => preset.id !== id))
          .map((preset) => (
            <Deleted key={preset.id} preset={preset} onRestore={() => restore(preset)} />
          ))}
      </ul>
      {taken !== null && <RangeNote id={takenId} text={t('nameTaken', { name: taken })} />}
      <SaveError error={patch.error} />
    </div>
  )
}

interface RowProps {
  preset: Preset
  /** It is back by its Undo, in whose place it stands. */
  takesFocus: boolean
  onRename: (name: string) => void
  onDefault: () => void
  onRemove: () => void
}

function Row({ preset, takesFocus, onRename, onDefault, onRemove }: RowProps) {
  const t = useTranslations('request.presets')
  const [isRenaming, setIsRenaming] = useState(false)
  const { name, isDefault, settings } = preset
  const pencil = useRef<HTMLButtonElement>(null)
  // It stands where Undo stood.
  const bin = useFocusLater(takesFocus)
  const endRenaming = () => {
    // Whoever left by a click is elsewhere, and stays there.
    const isByKey = document.activeElement instanceof HTMLInputElement
    setIsRenaming(false)
    if (isByKey) focusLater(() => pencil.current)
  }
  const rename = (next: string) => {
    endRenaming()
    onRename(next.slice(0, LONGEST_PRESET_NAME))
  }
  return (
    <li className="flex min-h-11 items-center gap-1 border-line border-b py-1 last:border-b-0">
      <div className="min-w-0 flex-1 pr-2">
        {isRenaming ? (
          <RenameField label={t('name')} title={name} onCommit={rename} onCancel={endRenaming} />
        ) : (
          <p className="flex items-center gap-2 text-ui">
            <span className="truncate font-medium">{name}</span>
            {isDefault && <Chip>{t('isDefault')}</Chip>}
          </p>
        )}
        <p className="truncate text-ink-3 text-small">{modelLabel(settings.model)}</p>
      </div>
      <IconButton
        label={t(isDefault ? 'unsetDefault' : 'setDefault', { name })}
        icon={isDefault ? CircleCheck : CircleDashed}
        aria-pressed={isDefault}
        onClick={onDefault}
      />
      <IconButton
        ref={pencil}
        label={t('rename', { name })}
        icon={Pencil}
        onClick={() => setIsRenaming(true)}
      />
      <IconButton ref={bin} label={t('delete', { name })} icon={Trash2} onClick={onRemove} />
    </li>
  )
}

function Deleted({ preset: { name }, onRestore }: { preset: Preset; onRestore: () => void }) {
  const t = useTranslations('request.presets')
  const common = useTranslations('common')
  // It takes the place of the row that the person acted on.
  const undo = useFocusLater(true)
  return (
    <li className="flex min-h-11 items-center justify-between gap-2 border-line border-b py-1 last:border-b-0">
      <p role="status" className="truncate text-ink-3 text-ui">
        {t('deleted', { name })}
      </p>
      <button
        ref={undo}
        type="button"
        onClick={onRestore}
        className="rounded-sm font-medium text-accent text-ui hover:underline phone:min-h-11"
      >
        {common('undo')}
      </button>
    </li>
  )
}

/** Gives a button the focus as it comes, unless it is not wanted: after the dialog has taken it. */
function useFocusLater(isWanted: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isWanted) focusLater(() => button.current)
  }, [isWanted])
  return button
}
