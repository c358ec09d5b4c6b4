import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../ui/copy-button'
import { JsonTree } from '../../ui/json-tree'
import { LongText } from '../../ui/long-text'
import { Segment } from '../../ui/segment'

interface Props {
  title: string
  /** Exactly as it was sent or as it came. */
  text: string
  /** What the tree shows, where that is not the text itself parsed. */
  value?: unknown
}

/** A body as a tree that folds, or as the text that it is. */
export function JsonBody({ title, text, value }: Props) {
  const t = useTranslations('chat.raw')
  const common = useTranslations('common')
  const parsed = useMemo(() => (value === undefined ? parse(text) : value), [text, value])
  const [view, setView] = useState<'tree' | 'text'>('tree')
  const isTree = view === 'tree' && parsed !== undefined
  return (
    <section aria-label={title} className="mt-5">
      <div className="mb-1.5 flex min-h-7 items-center gap-2">
        <h3 className="mr-auto text-ink-3 text-small">{title}</h3>
        {parsed !== undefined && (
          <Segment
            label={t('view')}
            value={view}
            options={[
              { value: 'tree', label: t('tree') },
              { value: 'text', label: t('text') },
            ]}
            onValueChange={setView}
          />
        )}
        <CopyButton text={text} label={t('copy', { what: title })} copiedLabel={common('copied')} />
      </div>
      <div className="rounded-lg bg-sunken px-3 py-2.5">
        {isTree ? (
          <JsonTree value={parsed} open={2} />
        ) : (
          <LongText text={text} className="text-[12px] leading-5" />
        )}
      </div>
    </section>
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
