'use client'

import type { CompletionSource } from '@codemirror/autocomplete'
import { cx } from '../cx'
import { onDemand } from '../on-demand'

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

/** Code to write, with colours, line numbers and what is wrong below the line that it is in. */
export const CodeEditor = onDemand<CodeEditorProps>(
  async () => (await import('./code-editor-view')).CodeEditorView,
  Meanwhile,
)

export const frameClass =
  'relative flex min-h-0 flex-col overflow-hidden rounded-lg bg-sunken font-mono text-code phone:text-reading'

/** The text where it will stand. */
function Meanwhile({ value, className }: CodeEditorProps) {
  return (
    <div className={cx(frameClass, className)}>
      <pre className="wrap-anywhere min-h-0 flex-1 overflow-hidden whitespace-pre-wrap py-2 pr-3 pl-12">
        {value}
      </pre>
    </div>
  )
}
