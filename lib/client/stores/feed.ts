import { useEffect } from 'react'
import { create } from 'zustand'

/** How many parts of the screen follow the feed of all runs. */
const store = create<{ watchers: number }>()(() => ({ watchers: 0 }))

/** True while this tab's live connection is to carry the feed of all runs. */
export function wantsFeed(): boolean {
  return store.getState().watchers > 0
}

/** Calls back when that may have changed. Returns the way to end it. */
export const subscribeFeed = store.subscribe

/** Follows the feed of all runs while the calling part stands there. */
export function useFeed(): void {
  useEffect(() => {
    store.setState(({ watchers }) => ({ watchers: watchers + 1 }))
    return () => store.setState(({ watchers }) => ({ watchers: watchers - 1 }))
  }, [])
}
