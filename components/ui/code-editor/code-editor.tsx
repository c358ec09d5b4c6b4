'use client'

import { cx } from '../cx'
import { onDemand } from '../on-demand'
import { type CodeEditorProps, frameClass } from './code-editor-props'

/** Code to write, with colours, line numbers and what is wrong below the line that it is in. */
export const CodeEditor = onDemand<CodeEditorProps>(
  async () => (await import('./code-editor-view')).CodeEditorView,
  Meanwhile,
)

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
