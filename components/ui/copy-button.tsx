'use client'

import { Check, Copy, type LucideIcon } from 'lucide-react'
import type { RichText } from './copy-rich'
import { IconButton } from './icon-button'
import { useCopy } from './use-copy'

interface Props {
  /** A function where it must first be made, or where its formatted form goes with it. */
  text: string | (() => RichText)
  label: string
  /** Its name while it says that the text was copied. */
  copiedLabel: string
  /** The letter that presses it, where what it stands in knows letters. */
  letter?: string
  /** Another than the usual one, where two stand side by side. */
  icon?: LucideIcon
  className?: string
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label, copiedLabel, letter, icon = Copy, className }: Props) {
  const { isCopied, copy } = useCopy(text)
  return (
    <IconButton
      label={isCopied ? copiedLabel : label}
      icon={isCopied ? Check : icon}
      {...(letter === undefined ? {} : { shortcut: letter, 'aria-keyshortcuts': letter })}
      {...(className === undefined ? {} : { className })}
      onClick={copy}
    />
  )
}
