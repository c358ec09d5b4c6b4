/** Which models run fast, and what `speed: "fast"` needs there (claude-api.md §2.1). */

export type FastMode =
  | 'open'
  /** Runs at standard speed and says so. */
  | 'ignored'
  | { beta: string }

const PREVIEW: FastMode = { beta: 'fast-mode-2026-02-01' }

export const FAST_MODES: ReadonlyMap<string, FastMode> = new Map<string, FastMode>([
  ['claude-fable-5-2', 'open'],
  ['claude-mythos-5-2', 'open'],
  ['claude-opus-5-5', 'open'],
  ['claude-opus-5', PREVIEW],
  ['claude-opus-4-8', PREVIEW],
  ['claude-opus-4-6', 'ignored'],
])
