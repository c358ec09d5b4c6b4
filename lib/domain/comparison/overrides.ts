import type { ChatSettings } from '../chat-settings'

export type SettingName = keyof ChatSettings

/** Each column's own from the beginning: they are told in its head, and no override of what is shared. */
export const COLUMN_NAMES: readonly SettingName[] = ['upstream', 'model']

/** The names of the settings in which two differ, in the order of the first. */
export function differingSettings(
  a: Partial<ChatSettings>,
  b: Partial<ChatSettings>,
): SettingName[] {
  // Object.keys widens the names of a strict object.
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<SettingName>
  return [...names].filter((name) => !isSame(a[name], b[name]))
}

/** What of a column is not as it is shared. */
export function overridesOf(column: ChatSettings, shared: ChatSettings): SettingName[] {
  return differingSettings(column, shared).filter((name) => !COLUMN_NAMES.includes(name))
}

/** In what the columns differ among each other. */
export function differencesAmong(columns: readonly ChatSettings[]): SettingName[] {
  const [first, ...others] = columns
  if (first === undefined) return []
  const found = new Set(others.flatMap((column) => differingSettings(first, column)))
  return [...found]
}

/** A column after what is shared has changed: what it did not say otherwise changes along. */
export function followShared(
  column: ChatSettings,
  before: ChatSettings,
  after: ChatSettings,
): ChatSettings {
  const changed = differingSettings(before, after).filter((name) => !COLUMN_NAMES.includes(name))
  const followed = changed.filter((name) => isSame(column[name], before[name]))
  return { ...column, ...Object.fromEntries(followed.map((name) => [name, after[name]])) }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
