import { useTranslations } from 'use-intl'
import { Markdown } from '../../../thread/markdown/markdown'
import { withoutMarks } from '../../../thread/markdown/split-marks'
import { useByteSize } from '../../../ui/use-byte-size'
import { FileText } from '../file-text'
import type { FileViewProps } from '../file-view-props'
import { ModeBar } from '../mode-bar'
import { TextPreview } from '../text-preview'
import { useAsText } from '../use-as-text'

/** All of it is drawn at once; a longer one would hold up the page. */
const MOST_CHARACTERS = 300_000

/** Markdown as a document or as it is written. A cited passage stands in the text. */
export function MarkdownPreview(props: FileViewProps) {
  const t = useTranslations('preview.markdown')
  const size = useByteSize()
  const { facts, place, onFound } = props
  const [isText, setText] = useAsText(place, false)
  const options = [
    { value: 'rendered', label: t('rendered') },
    { value: 'text', label: t('text') },
  ] as const
  return (
    <FileText {...props}>
      {(text) => {
        const isLong = text.length > MOST_CHARACTERS
        return (
          <>
            {isLong ? (
              <p role="note" className="px-4 pb-2 text-ink-3 text-small">
                {t('long', { size: size(MOST_CHARACTERS) })}
              </p>
            ) : (
              <ModeBar
                label={t('views')}
                value={isText ? 'text' : 'rendered'}
                options={options}
                onValueChange={(mode) => setText(mode === 'text')}
              />
            )}
            {isText || isLong ? (
              <TextPreview
                text={text}
                place={place}
                onFound={onFound}
                language={facts.kind === 'markdown' ? 'markdown' : null}
              />
            ) : (
              <section
                aria-label={t('label')}
                data-user-text
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the keys that scroll it
                tabIndex={0}
                className="min-h-0 flex-1 overflow-y-auto bg-bg px-6 pt-2 pb-6 text-reading phone:px-4"
              >
                <Markdown text={withoutMarks(text)} isLive={false} />
              </section>
            )}
          </>
        )
      }}
    </FileText>
  )
}
