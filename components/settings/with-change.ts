/** Settings as they will be when a change that is under way is saved. */
export function withChange<T extends object>(
  settings: T,
  change: { [K in keyof T]?: T[K] | undefined } | undefined,
): T {
  return { ...settings, ...change }
}
