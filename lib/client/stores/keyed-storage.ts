/** Texts of this browser under a common prefix. Never throws: see {@link keyedStorage}. */
export interface KeyedStorage {
  readAll(): [key: string, text: string][]
  /** Null removes. False where it was not kept: then nothing is. */
  write(key: string, text: string | null): boolean
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
      attempt(false, (storage) => {
        // Older than what could not be kept, it would come back as if it were that.
        storage.removeItem(prefix + key)
        if (text !== null) storage.setItem(prefix + key, text)
        return true
      }),
  }
}

function attempt<T>(otherwise: T, act: (storage: Storage) => T): T {
  try {
    return act(globalThis.localStorage)
  } catch {
    return otherwise
  }
}
