import { useState } from 'react'
import type { ChatSettings } from '@/lib/domain/conversation'

/**
 * The settings for the parts of the panel that do not show the system prompt: the same object while that
 * alone is typed, so that they are not drawn again for each key. Its `system` may be an earlier one.
 */
export function useBesideSystem(settings: ChatSettings): ChatSettings {
  const [held, setHeld] = useState(settings)
  if (held === settings || isSameBesideSystem(held, settings)) return held
  setHeld(settings)
  return settings
}

function isSameBesideSystem(a: ChatSettings, b: ChatSettings): boolean {
  // Both hold the fields of one schema.
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ChatSettings>
  return [...names].every((name) => name === 'system' || a[name] === b[name])
}
