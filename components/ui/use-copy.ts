import { useEffect, useState } from 'react'
import { copyRich, type RichText } from './copy-rich'

const SHOWN_FOR_MS = 1500

/** Copies a text, or a text with its formatted form, on a call; knows for a moment that it was copied. */
export function useCopy(content: string | (() => RichText)): {
  isCopied: boolean
  copy: () => void
} {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  return {
    isCopied,
    copy: () =>
      void copyRich(typeof content === 'string' ? { text: content } : content()).then(setIsCopied),
  }
}
