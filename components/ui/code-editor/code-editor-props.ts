import type { CompletionSource } from '@codemirror/autocomplete'

/** What is wrong with a part of the text. */
export interface CodeFinding {
  from: number
  to: number
  severity: 'error' | 'warning'
  /** What stands between `**` is bold. */
  message: string
  /** What mends it. */
  fix: { from: number; to: number; insert: string } | null
}

export interface CodeEditorProps {
  /** Its accessible name. */
  label: string
  language: 'json' | 'javascript'
  value: string
  /** Absent: the text can be read and copied, and not changed. */
  onChange?: ((value: string) => void) | undefined
  /** Of the text as it is, in its order. */
  findings?: readonly CodeFinding[]
  /** What may stand where the cursor is. */
  complete?: CompletionSource
  isInvalid?: boolean
  /** Has the focus at once. */
  isFocused?: boolean
  /** On the frame: its least and greatest height. */
  className?: string
}

/** What it stands in, drawn or not yet. */
export const frameClass =
  'relative flex min-h-0 flex-col overflow-hidden rounded-lg bg-sunken font-mono text-code phone:text-reading'
