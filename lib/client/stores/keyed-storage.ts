/** Texts of this browser under a common prefix. Never throws: see {@link keyedStorage}. */
export interface KeyedStorage {
  readAll(): [key: string, text: string][]
  /** Null where there is none. */
  read(key: string): string | null
  /** Null removes. False where it was not kept: what was there stays. */
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
    read: (key) => attempt(null, (storage) => storage.getItem(prefix + key)),
    write: (key, text) =>
      attempt(false, (storage) => {
        if (text === null) storage.removeItem(prefix + key)
        else storage.setItem(prefix + key, text)
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
