import { ImagePlus, X } from 'lucide-react'
import {
  type ClipboardEvent,
  type ComponentProps,
  type KeyboardEvent,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import type { HandDraft } from '@/lib/client/stores/draft'
import { getHandResult, setHandResult } from '@/lib/client/stores/drafts'
import type { ToolResult } from '@/lib/domain/tools/answer'
import type { ToolCall } from '@/lib/domain/tools/call'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { IconButton } from '../../ui/icon-button'
import { isTakenByInputMethod } from '../../ui/input-method'
import { isAsItWas, isText, toResult } from './hand-text'
import { isImageType, readImage } from './read-image'

interface Props {
  call: ToolCall
  draft: HandDraft
  isSending: boolean
  onGive: (result: ToolResult) => void
}

/** What a browser keeps of one page, some five million characters, is shared by all drafts. */
const KEPT_CHARACTERS = 3_000_000

/** A result written by hand: text or JSON, images, and whether it is an error. What is typed survives a reload. */
export function HandResult({ call, draft, isSending, onGive }: Props) {
  const t = useTranslations('loop.hand')
  const picker = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const change = (patch: Partial<HandDraft>) => setHandResult(call, { ...draft, ...patch })
  const give = () => {
    if (isSending) return
    if (call.result !== null && isAsItWas(draft, call.result)) setHandResult(call, null)
    else onGive(toResult(draft))
  }
  const addImages = async (files: readonly File[]) => {
    const images = files.filter(({ type }) => isImageType(type))
    setProblem(images.length < files.length ? t('notAnImage') : null)
    const blocks = await Promise.all(images.map(readImage))
    // What was typed meanwhile holds.
    const now = getHandResult(call) ?? draft
    setHandResult(call, { ...now, blocks: [...now.blocks, ...blocks] })
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    void addImages(files)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTakenByInputMethod(event.nativeEvent)) return
    const isGive = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (!isGive) return
    event.preventDefault()
    give()
  }
  // What is typed while it is sent would not go with it.
  const field = { readOnly: isSending, onPaste, onKeyDown }
  return (
    <div className="flex flex-col gap-2">
      <Field
        {...field}
        value={draft.text}
        aria-label={t('label', { name: call.name })}
        placeholder={t('placeholder')}
        onChange={(event) => change({ text: event.target.value })}
      />
      {draft.blocks.map((block, index) =>
        isText(block) ? (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks keep their order
            key={index}
            {...field}
            value={block.text}
            aria-label={t('moreText', { place: index + 2 })}
            onChange={({ target }) =>
              change({ blocks: draft.blocks.with(index, { ...block, text: target.value }) })
            }
          />
        ) : (
          <Attached
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks keep their order
            key={index}
            block={block}
            onRemove={() => change({ blocks: draft.blocks.toSpliced(index, 1) })}
          />
        ),
      )}
      {JSON.stringify(draft.blocks).length > KEPT_CHARACTERS && (
        <p className="text-ink-3 text-small">{t('tooLargeToKeep')}</p>
      )}
      {problem !== null && (
        <p role="alert" className="text-bad text-small">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Checkbox isChecked={draft.isError} onChange={(isError) => change({ isError })}>
          {t('isError')}
        </Checkbox>
        <IconButton
          label={t('addImage')}
          icon={ImagePlus}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp"
          multiple
          hidden
          onChange={(event) => {
            void addImages([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <div className="ml-auto flex gap-1">
          {call.state !== 'waiting' && (
            <Button variant="quiet" onClick={() => setHandResult(call, null)}>
              {t('cancel')}
            </Button>
          )}
          <Button busy={isSending && t('giving')} onClick={give}>
            {t('give')}
          </Button>
        </div>
      </div>
    </div>
  )
}

type FieldProps = Omit<ComponentProps<typeof GrowingTextarea>, 'textClass' | 'className'>

function Field(props: FieldProps) {
  return (
    <div className="rounded-md bg-field shadow-edge dark:bg-bg has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
      <GrowingTextarea
        {...props}
        textClass="px-2 py-1.5 font-mono text-code phone:text-reading"
        className="max-h-80 min-h-14"
      />
    </div>
  )
}

function Attached({ block, onRemove }: { block: Block; onRemove: () => void }) {
  const t = useTranslations('loop.hand')
  const { source } = block
  const isInline = isRecord(source) && source.type === 'base64'
  return (
    <div className="flex items-center gap-2">
      {isInline ? (
        // biome-ignore lint/performance/noImgElement: its bytes are here
        <img
          src={`data:${String(source.media_type)};base64,${String(source.data)}`}
          alt={t('image')}
          className="max-h-24 rounded-md"
        />
      ) : (
        <code className="font-mono text-code text-ink-3">{block.type}</code>
      )}
      <IconButton label={t(isInline ? 'removeImage' : 'removeBlock')} icon={X} onClick={onRemove} />
    </div>
  )
}
