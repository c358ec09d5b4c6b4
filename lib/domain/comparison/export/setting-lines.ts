import { type ChatSettings, NO_CHOICES } from '../../conversation'
import { differingSettings, type SettingName } from '../overrides'

export interface SettingLine {
  name: SettingName
  value: string
}

/** What a column was asked with; what nobody has chosen is left out. */
export function settingLines(settings: ChatSettings): SettingLine[] {
  return (
    differingSettings(settings, { ...NO_CHOICES, system: '' })
      // The blocks are sent in its place.
      .filter((name) => name !== 'system' || settings.systemBlocks === null)
      .map((name) => ({ name, value: textOf(settings[name]) }))
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
}
