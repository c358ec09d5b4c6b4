import { useTranslations } from 'use-intl'
import type { SettingName } from '@/lib/domain/comparison/overrides'
import { isUnwired, WIRE_NAMES } from '@/lib/domain/comparison/setting-names'

/** What a setting is called: as on the wire, or in words where it is not there. */
export function useSettingName(): (name: SettingName) => string {
  const t = useTranslations('compare.names')
  return (name) => (isUnwired(name) ? t(name) : WIRE_NAMES[name])
}
