import { useEffect, useState } from 'react'

const SHOWN_FOR_MS = 1500

/** Copies a text on a call, and knows for a moment that it was copied. */
export function useCopy(text: string): { isCopied: boolean; copy: () => void } {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  return { isCopied, copy: () => void write(text).then(setIsCopied) }
}

/** Answers whether it was copied. Over plain HTTP from another machine there is no clipboard object. */
async function write(text: string): Promise<boolean> {
  if (!window.isSecureContext) return writeBySelection(text)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => writeBySelection(text),
  )
}

function writeBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr-only'
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
