'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { storageQuery } from '@/lib/client/queries/settings'
import { KEEPING_BOUNDS, type Keeping } from '@/lib/domain/keeping'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { useByteSize } from '../../ui/use-byte-size'
import { NumberSetting } from '../number-setting'
import { SaveError } from '../save-error'
import { Subsection } from '../subsection'
import { SwitchSetting } from '../switch-setting'
import { useChangeKeeping } from './use-change-keeping'

const LIMITS = {
  bodies: ['bodiesMaxDays', 'bodiesMaxMb'],
  copies: ['copiesMaxMb'],
} as const

interface Props {
  name: keyof typeof LIMITS
  keeping: Keeping
}

/** Whether something is kept, how much of it, and how much there is. */
export function KeptGroup({ name, keeping }: Props) {
  const t = useTranslations(`settings.kept.${name}`)
  const limits = useTranslations('settings.kept.limits')
  const keep = useChangeKeeping(keeping)
  const { shown, change } = keep
  return (
    <Subsection title={t('title')}>
      <SwitchSetting
        label={t('switch')}
        text={t('text')}
        isOn={shown[name]}
        onChange={(isOn) => change({ [name]: isOn })}
      />
      {shown[name] && (
        <div className="flex flex-wrap gap-x-4 gap-y-3">
          {LIMITS[name].map((limit) => (
            <NumberSetting
              key={limit}
              label={limits(`${limit}.label`)}
              unit={limits(`${limit}.unit`)}
              value={shown[limit]}
              bounds={KEEPING_BOUNDS[limit]}
              onSave={(value) => change({ [limit]: value })}
            />
          ))}
        </div>
      )}
      <Used name={name} />
      <SaveError error={keep.error} />
      <Question name={name} keep={keep} />
    </Subsection>
  )
}

function Used({ name }: Pick<Props, 'name'>) {
  const t = useTranslations('settings.kept')
  const sizeOf = useByteSize()
  const { data, isError } = useQuery(storageQuery())
  if (isError) return <p className="text-ink-2 text-ui">{t('unknown')}</p>
  const size = data === undefined ? '…' : sizeOf(data[name])
  return <p className="text-ink-2 text-ui">{t('used', { size })}</p>
}

function Question({
  name,
  keep,
}: Pick<Props, 'name'> & { keep: ReturnType<typeof useChangeKeeping> }) {
  const t = useTranslations(`settings.kept.${name}`)
  const common = useTranslations('common')
  const sizeOf = useByteSize()
  const { question, isAsking, close, confirm } = keep
  const size = sizeOf(question?.bytes ?? 0)
  const isAll = question?.change[name] === false
  return (
    <ConfirmDialog
      isOpen={isAsking}
      onClose={close}
      title={t(isAll ? 'askAll' : 'ask', { size })}
      text={t('consequence')}
      cancelLabel={common('cancel')}
      confirmLabel={t('confirm')}
      onConfirm={confirm}
    />
  )
}
