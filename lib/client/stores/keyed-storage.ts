/** Texts of this browser under a common prefix. Never throws: see {@link keyedStorage}. */
export interface KeyedStorage {
  readAll(): [key: string, text: string][]
  /** Null removes. */
  write(key: string, text: string | null): void
}

/**
 * localStorage behind a prefix. A browser may forbid it (private mode), or refuse when full, on any
 * call, even on reading the property: then nothing is kept, and nothing breaks.
 */
export function keyedStorage(prefix: string): KeyedStorage {
  return {
    readAll: () =>
      attempt([], (storage) =>
        Object.keys(storage)
          .filter((key) => key.startsWith(prefix))
          .map((key): [string, string] => [key.slice(prefix.length), storage.getItem(key) ?? '']),
      ),
    write: (key, text) =>
      attempt(undefined, (storage) =>
        text === null ? storage.removeItem(prefix + key) : storage.setItem(prefix + key, text),
      ),
  }
}

function attempt<T>(otherwise: T, act: (storage: Storage) => T): T {
  try {
    return act(globalThis.localStorage)
  } catch {
    return otherwise
  }
}
