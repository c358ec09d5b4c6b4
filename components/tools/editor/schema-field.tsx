import { AlignLeft, Maximize2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatJson } from '@/lib/domain/json-text/format'
import { Button } from '../../ui/button'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { CopyButton } from '../../ui/copy-button'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { completeSchema } from './schema-completion'
import { useFindingWords } from './use-finding-words'
import type { CheckedForm } from './use-form-check'

interface Props {
  value: string
  /** Absent: it can be read only. */
  onChange: ((value: string) => void) | undefined
  check: CheckedForm
}

/** The schema of a tool's input, checked while it is written. */
export function SchemaField({ value, onChange, check }: Props) {
  const t = useTranslations('tools')
  const common = useTranslations('common')
  const [isFull, setFull] = useState(false)
  const words = useFindingWords(check.findings)
  const isCurrent = check.of.schema === value
  const canFormat = useMemo(() => {
    const laidOut = formatJson(check.of.schema)
    return laidOut !== null && laidOut !== check.of.schema
  }, [check.of.schema])
  const editor = {
    label: t('schemaLabel'),
    language: 'json',
    value,
    onChange,
    complete: completeSchema,
    isInvalid: check.findings.some(({ severity }) => severity === 'error'),
    // Those of an earlier text would stand at other places.
    ...(isCurrent ? { findings: words } : {}),
  } as const
  return (
    <section aria-label={t('schemaLabel')} className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center gap-1.5 text-ink-3 text-small">
        <span className="phone:text-title">{t('schemaLabel')}</span>
        <span className="flex-1 phone:text-title">{t('draft')}</span>
        {onChange !== undefined && (
          <IconButton
            label={t('format')}
            icon={AlignLeft}
            disabled={!canFormat}
            onClick={() => onChange(formatJson(value) ?? value)}
          />
        )}
        <CopyButton text={value} label={t('copySchema')} copiedLabel={common('copied')} />
        <IconButton label={t('fullScreen')} icon={Maximize2} onClick={() => setFull(true)} />
      </div>
      <CodeEditor {...editor} className="max-h-[max(320px,62dvh)] min-h-40" />
      <Dialog
        title={t('schemaLabel')}
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
