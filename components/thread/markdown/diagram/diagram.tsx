import { CircleX, Code, Download, Workflow } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeLines } from '../../../ui/code-lines'
import { CopyButton } from '../../../ui/copy-button'
import { downloadText } from '../../../ui/download-text'
import { IconButton } from '../../../ui/icon-button'
import { CodeText } from '../code/code-text'
import type { Drawing } from './diagram-frame'
import { useDrawing } from './use-drawing'

/** A diagram and its source, one at a time. Where it cannot be drawn, its source and the reason. */
export const Diagram = memo(function Diagram({ source }: { source: string }) {
  const t = useTranslations('chat.markdown')
  const state = useDrawing(source)
  const [isSource, setIsSource] = useState(false)
  const drawing = state !== null && 'drawing' in state ? state.drawing : null
  const error = state !== null && 'error' in state ? state.error : null
  return (
    <figure className="-mx-3 mt-3 overflow-hidden rounded-lg bg-sunken phone:-mx-2">
      <figcaption className="flex h-8 items-center pr-1.5 pl-3 text-ink-3 text-small phone:h-11">
        <span className="min-w-0 flex-1 truncate">{t('diagram')}</span>
        {drawing !== null && (
          <>
            <IconButton
              label={isSource ? t('showDiagram') : t('showSource')}
              icon={isSource ? Workflow : Code}
              onClick={() => setIsSource(!isSource)}
            />
            <IconButton
              label={t('download', { name: 'diagram.svg' })}
              icon={Download}
              onClick={() => downloadText('diagram.svg', drawing.svg)}
            />
          </>
        )}
        <CopyButton text={source} label={t('copySource')} copiedLabel={t('copied')} />
      </figcaption>
      {error !== null && <Failure error={error} />}
      {drawing !== null && !isSource && <Picture drawing={drawing} source={source} />}
      {(error !== null || isSource) && (
        <CodeLines className="px-3 pb-3 text-code">
          <CodeText code={source} language="mermaid" />
        </CodeLines>
      )}
      {state === null && <div style={{ height: heightOf(source) }} />}
    </figure>
  )
})

function Failure({ error }: { error: string }) {
  const t = useTranslations('chat.markdown')
  return (
    <p className="wrap-anywhere flex gap-2 px-3 pb-2 text-bad text-small">
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span className="line-clamp-3 whitespace-pre-wrap">{t('noDiagram', { error })}</span>
    </p>
  )
}

/** How far a diagram that is wider than its frame is made smaller before it scrolls. */
const SMALLEST = 0.6

/** An image: what it holds runs nothing and loads nothing. */
function Picture({
  drawing: { svg, width, height },
  source,
}: {
  drawing: Drawing
  source: string
}) {
  const t = useTranslations('chat.markdown')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="overflow-x-auto px-3 pb-3 outline-offset-[-2px]" tabIndex={0}>
      {/* biome-ignore lint/performance/noImgElement: there is nothing to optimize in a picture made here */}
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        alt={t('diagramOf', { kind: kindOf(source) })}
        width={Math.round(width)}
        height={Math.round(height)}
        className="h-auto max-w-none"
        style={{ width: `max(min(100%, ${width}px), ${width * SMALLEST}px)` }}
      />
    </div>
  )
}

/** `sequenceDiagram`, the first word of the source that is no remark and no setting. */
function kindOf(source: string): string {
  const text = source.replace(/^\s*---[\s\S]*?\n---\s*\n/, '').replace(/^\s*%%.*$/gm, '')
  return /[\w-]+/.exec(text)?.[0] ?? ''
}

/** About the height that a diagram of so many lines has, so that little moves when it comes. */
function heightOf(source: string): number {
  return Math.min(Math.max(source.split('\n').length * 32, 120), 480)
}
