/** What the live connection needs to know of the page it lives in. */
export interface Page {
  isHidden(): boolean
  /** Calls back when the page is hidden, shown again or online again. Returns the way to end it. */
  onChange(callback: () => void): () => void
}

/** The page of a browser tab. */
export function browserPage(): Page {
  return {
    isHidden: () => document.visibilityState === 'hidden',
    onChange: (callback) => {
      document.addEventListener('visibilitychange', callback)
      window.addEventListener('online', callback)
      return () => {
        document.removeEventListener('visibilitychange', callback)
        window.removeEventListener('online', callback)
      }
    },
  }
}
