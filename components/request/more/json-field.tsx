import { Maximize2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { setUntaken, useUntaken } from '@/lib/client/stores/drafts'
import { parseRecord } from '@/lib/wire/json'
import { Button } from '../../ui/button'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import type { CodeEditorProps, CodeFinding } from '../../ui/code-editor/code-editor-props'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import type { JsonFieldName } from './json-fields'

interface Props {
  conversationId: string | null
  field: JsonFieldName
  label: string
  /** As it goes on the wire. */
  name: string
  value: Record<string, unknown> | null
  /** What is wrong with a text, in its order. */
  findings?: (text: string) => readonly CodeFinding[]
  complete?: CodeEditorProps['complete']
  hint?: ReactNode
  isLocked: boolean
  /** Null for an empty text. A text that is no JSON object is not told. False = it is not taken. */
  onChange: (value: Record<string, unknown> | null) => boolean
}

/** A JSON object that is written by hand. While it is none, what it last was holds. */
export function JsonField(props: Props) {
  const { label, name, findings, complete, hint, isLocked } = props
  const t = useTranslations('requestMore')
  const { text, write } = useText(props)
  const [isFull, setFull] = useState(false)
  const isBroken = text.trim() !== '' && parseRecord(text) === null
  const found = findings?.(text) ?? []
  const editor = {
    label,
    language: 'json',
    value: text,
    onChange: isLocked ? undefined : write,
    isInvalid: isBroken || found.some(({ severity }) => severity === 'error'),
    findings: found,
    ...(complete === undefined ? {} : { complete }),
  } as const
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <code className="font-mono text-small phone:text-title">{name}</code>
        <IconButton
          label={t('expand', { name })}
          icon={Maximize2}
          iconSize={14}
          onClick={() => setFull(true)}
          className="-mr-1.5"
        />
      </div>
      {hint !== undefined && <p className="text-ink-3 text-small phone:text-title">{hint}</p>}
      <CodeEditor {...editor} className="max-h-60 min-h-16" />
      {isBroken && (
        <p role="alert" className="text-bad text-small">
          {t('notAnObject')}
        </p>
      )}
      <Dialog
        title={label}
        isOpen={isFull}
        onOpenChange={setFull}
        isFull
        end={<Button onClick={() => setFull(false)}>{t('done')}</Button>}
      >
        <CodeEditor {...editor} isFocused className="mx-5 mb-5 flex-1 phone:mx-3 phone:mb-3" />
      </Dialog>
    </section>
  )
}

/**
 * The text of a value: as it was typed while it still means that, else as it is written out. What is no
 * value stays with the draft: the panel may be drawn anew before it is put right.
 */
function useText({ conversationId, field, value, onChange }: Props) {
  const now = JSON.stringify(value)
  const untaken = useUntaken(conversationId)[field]
  const [typed, setTyped] = useState({ text: toText(value), of: now })
  const text = [untaken, typed].find((one) => one?.of === now)?.text ?? toText(value)
  const write = (next: string) => {
    const parsed = next.trim() === '' ? null : parseRecord(next)
    const isTold = parsed !== null || next.trim() === ''
    const isKept = isTold && onChange(parsed) !== false
    setTyped({ text: next, of: isKept ? JSON.stringify(parsed) : now })
    setUntaken(conversationId, field, isKept ? null : { text: next, of: now })
  }
  return { text, write }
}

function toText(value: Props['value']): string {
  return value === null ? '' : JSON.stringify(value, null, 2)
}
