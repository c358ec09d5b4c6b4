'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button'

const SHOWN_FOR_MS = 1500

interface Props {
  text: string
  label: string
  /** Its name while it says that the text was copied. */
  copiedLabel: string
  className?: string
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label, copiedLabel, className }: Props) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [isCopied])

  return (
    <IconButton
      label={isCopied ? copiedLabel : label}
      icon={isCopied ? Check : Copy}
      {...(className === undefined ? {} : { className })}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
    />
  )
}
