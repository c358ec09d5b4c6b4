import { useTranslations } from 'use-intl'
import { doAction, useCanDo } from '@/lib/client/stores/actions'
import { ACTION_ROWS } from '../actions/actions'
import { findItems, type PaletteItem } from './palette-item'

/** The actions that can be done now. */
export function useActionItems(query: string): PaletteItem[] {
  const t = useTranslations('actions')
  const canDo = useCanDo()
  const rows = ACTION_ROWS.filter(({ id, isHidden }) => isHidden !== true && canDo(id))
  const items = rows.map(({ id, icon, chord }) => ({
    key: `action ${id}`,
    icon,
    text: t(id),
    alias: englishWords(id),
    chord,
    act: () => void doAction(id),
  }))
  return findItems(items, query)
}

/** `openSettings` as "open settings": what somebody types who knows it from another program. */
function englishWords(id: string): string {
  return id.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
