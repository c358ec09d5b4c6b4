import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { JsonTree } from '../../../ui/json-tree'
import { useByteSize } from '../../../ui/use-byte-size'
import { FileText } from '../file-text'
import type { FileViewProps } from '../file-view-props'
import { LongList } from '../long-list'
import { ModeBar } from '../mode-bar'
import { TextPreview } from '../text-preview'
import { useAsText } from '../use-as-text'
import { LONGEST_DOCUMENT, readJson } from './read-json'

/** JSON as a tree, or each line of it as one; what is none, or is cited, as text. */
export function JsonPreview(props: FileViewProps) {
  return (
    <FileText {...props}>
      {(text, isWhole) => <JsonText {...props} text={text} isWhole={isWhole} />}
    </FileText>
  )
}

function JsonText({
  text,
  isWhole,
  place,
  onFound,
}: FileViewProps & { text: string; isWhole: boolean }) {
  const t = useTranslations('preview.json')
  const size = useByteSize()
  const [isText, setText] = useAsText(place, false)
  const read = useMemo(() => readJson(text, isWhole), [text, isWhole])
  const options = [
    { value: 'tree', label: t('tree') },
    { value: 'text', label: t('text') },
  ] as const
  if (read.kind === 'broken' || read.kind === 'long') {
    return (
      <>
        <p role="note" className="px-4 pb-2 text-ink-3 text-small">
          {read.kind === 'long' ? t('long', { size: size(LONGEST_DOCUMENT) }) : t('broken')}
        </p>
        <TextPreview text={text} place={place} onFound={onFound} language="json" />
      </>
    )
  }
  return (
    <>
      <ModeBar
        label={t('views')}
        value={isText ? 'text' : 'tree'}
        options={options}
        onValueChange={(mode) => setText(mode === 'text')}
      />
      {isText ? (
        <TextPreview text={text} place={place} onFound={onFound} language="json" />
      ) : read.kind === 'document' ? (
        <section
          aria-label={t('label')}
          data-user-text
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the keys that scroll it
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto bg-bg px-4 py-3"
        >
          <JsonTree value={read.value} open={2} />
        </section>
      ) : (
        <Lines lines={read.lines} />
      )}
    </>
  )
}

/** One tree per line; a line is read when it is drawn. */
function Lines({ lines }: { lines: readonly string[] }) {
  const t = useTranslations('preview.json')
  return (
    <LongList label={t('label')} lines={lines} className="min-h-0 flex-1 bg-bg py-3">
      {(line, index) => (
        <div key={index} className="flex gap-2 border-line border-b px-4 py-1.5">
          <span className="w-10 shrink-0 select-none text-right text-ink-3 text-small tabular-nums leading-5">
            {index + 1}
          </span>
          <Line text={line} />
        </div>
      )}
    </LongList>
  )
}

const LONGEST_LINE = 2_000

function Line({ text }: { text: string }) {
  const t = useTranslations('preview.json')
  const value = useMemo(() => readJson(text, true), [text])
  if (value.kind === 'document')
    return <JsonTree value={value.value} open={0} className="min-w-0 flex-1" />
  return (
    <div className="wrap-anywhere min-w-0 flex-1 font-mono text-[12px] leading-5">
      <span className="mr-2 font-sans text-bad text-small">{t('badLine')}</span>
      {text.slice(0, LONGEST_LINE)}
    </div>
  )
}
