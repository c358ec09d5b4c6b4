import { useTranslations } from 'use-intl'
import { pageUrl } from '@/lib/client/queries/files'
import { CodePreview } from '../code/code-preview'
import type { FileViewProps } from '../file-view-props'
import { ModeBar } from '../mode-bar'
import { useAsText } from '../use-as-text'

/** HTML or SVG as it is written, or as a page without an origin, in which nothing runs. */
export function PagePreview(props: FileViewProps) {
  const t = useTranslations('preview.html')
  const [isText, setText] = useAsText(props.place, true)
  const options = [
    { value: 'text', label: t('text') },
    { value: 'rendered', label: t('rendered') },
  ] as const
  return (
    <>
      <ModeBar
        label={t('views')}
        value={isText ? 'text' : 'rendered'}
        options={options}
        onValueChange={(mode) => setText(mode === 'text')}
        note={isText ? undefined : t('bare')}
      />
      {isText ? (
        <CodePreview {...props} />
      ) : (
        // It is made for paper, whatever the theme is.
        <iframe
          sandbox=""
          src={pageUrl(props.fileId)}
          title={t('frame')}
          referrerPolicy="no-referrer"
          className="min-h-0 w-full flex-1 bg-[#fff] [color-scheme:light]"
        />
      )}
    </>
  )
}
