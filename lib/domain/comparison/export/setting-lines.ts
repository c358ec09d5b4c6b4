import { type ChatSettings, NO_CHOICES } from '../../conversation'
import type { SettingName } from '../overrides'

export interface SettingLine {
  name: SettingName
  value: string
}

/** What a column was asked with; what nobody has chosen is left out. */
export function settingLines(settings: ChatSettings): SettingLine[] {
  const fresh: Partial<ChatSettings> = { ...NO_CHOICES, system: '' }
  // Object.keys widens the names of a strict object.
  const names = Object.keys(settings) as SettingName[]
  return names
    .filter((name) => {
      // The blocks are sent in its place.
      if (name === 'system' && settings.systemBlocks !== null) return false
      return settings[name] !== undefined && !isSame(settings[name], fresh[name])
    })
    .map((name) => ({ name, value: textOf(settings[name]) }))
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
}
