import { useQuery } from '@tanstack/react-query'
import { Ban } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import type { SettingName } from '@/lib/domain/comparison/overrides'
import type { ChatSettings } from '@/lib/domain/conversation'
import { judge } from '@/lib/domain/judge'
import { useSettingName } from './use-setting-name'

/** Where a column says otherwise than what all share: a dot, the name on the wire, and the value where it is short. */
export function SettingMarks({
  settings,
  names,
}: {
  settings: ChatSettings
  names: readonly SettingName[]
}) {
  const words = useValueWords()
  const nameOf = useSettingName()
  return names.map((name) => (
    <span key={name} className="flex min-w-0 items-center gap-1.5 text-ink-2">
      <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />
      <span className="font-mono">{nameOf(name)}</span>
      <span className="max-w-40 truncate">{words(settings[name])}</span>
    </span>
  ))
}

/** What a column holds and does not send, because its model or version refuses it; its settings say why. */
export function NotSent({ settings }: { settings: ChatSettings }) {
  const t = useTranslations('compare')
  const format = useFormatter()
  const nameOf = useSettingName()
  const models = useQuery(modelsQuery(settings.upstream)).data
  const { withheld } = judge(settings, models)
  if (withheld.length === 0) return null
  return (
    <span className="flex items-center gap-1 text-warn">
      <Ban aria-hidden size={12} strokeWidth={1.5} />
      {t('notSent', { names: format.list(withheld.map(nameOf)) })}
    </span>
  )
}

const MOST = 40

/** A value in a few words. */
function useValueWords(): (value: unknown) => string {
  const t = useTranslations('compare.values')
  return (value) => {
    if (value === null || value === undefined || value === '') return t('none')
    if (typeof value === 'boolean') return t(value ? 'on' : 'off')
    if (typeof value === 'number') return String(value)
    if (typeof value === 'string') return value.slice(0, MOST)
    if (Array.isArray(value)) return t('items', { count: value.length })
    return t('own')
  }
}
