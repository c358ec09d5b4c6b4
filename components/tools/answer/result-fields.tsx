import { ImageUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  IMAGE_TYPES,
  LARGEST_IMAGE,
  RESULT_KINDS,
  type ResultForm,
} from '@/lib/domain/tools/result-form'
import { ImageCard } from '../../thread/blocks/image-card'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { fieldClass } from '../../ui/field'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { Segment } from '../../ui/segment'

interface Props {
  form: ResultForm
  /** It says no result yet. */
  isInvalid: boolean
  onChange: (form: ResultForm) => void
}

/** What goes back to the model: a text, JSON, an image, blocks; perhaps as an error. */
export function ResultFields({ form, isInvalid, onChange }: Props) {
  const t = useTranslations('tools.result')
  const { kind, text, isError } = form
  const put = (patch: Partial<ResultForm>) => onChange({ ...form, ...patch })
  return (
    <section aria-label={t('label')} className="flex flex-col gap-2">
      <h3 className="text-ink-3 text-small">{t('label')}</h3>
      <Segment
        label={t('kind')}
        value={kind}
        options={RESULT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onValueChange={(next) => put({ kind: next })}
      />
      {kind === 'text' && (
        <div className={fieldClass}>
          <GrowingTextarea
            aria-label={t('text')}
            value={text}
            onChange={(event) => put({ text: event.target.value })}
            textClass="px-2 py-1 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
            className="max-h-60 min-h-20"
          />
        </div>
      )}
      {(kind === 'json' || kind === 'blocks') && (
        <CodeEditor
          label={t(`kinds.${kind}`)}
          language="json"
          value={text}
          onChange={(next) => put({ text: next })}
          isInvalid={isInvalid}
          className="max-h-60 min-h-24"
        />
      )}
      {kind === 'image' && <ImageField form={form} onChange={onChange} />}
      {isInvalid && (
        <p role="status" className="text-bad text-small">
          {t(kind === 'image' ? 'noImage' : kind === 'blocks' ? 'noBlocks' : 'noJson')}
        </p>
      )}
      <Checkbox isChecked={isError} onChange={(next) => put({ isError: next })}>
        {t('isError')}
      </Checkbox>
    </section>
  )
}

function ImageField({ form, onChange }: Pick<Props, 'form' | 'onChange'>) {
  const t = useTranslations('tools.result')
  const input = useRef<HTMLInputElement>(null)
  const [isRefused, setRefused] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const isGood = IMAGE_TYPES.includes(file.type) && file.size <= LARGEST_IMAGE
    setRefused(!isGood)
    if (isGood) onChange({ ...form, image: { mediaType: file.type, data: await toBase64(file) } })
  }
  return (
    <div className="flex flex-col items-start gap-2">
      {form.image !== null && (
        <ImageCard
          block={{
            type: 'image',
            source: { type: 'base64', media_type: form.image.mediaType, data: form.image.data },
          }}
        />
      )}
      <input
        ref={input}
        type="file"
        accept={IMAGE_TYPES.join(',')}
        aria-label={t('chooseImage')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button
        icon={<ImageUp aria-hidden size={16} strokeWidth={1.5} />}
        onClick={() => input.current?.click()}
      >
        {t('chooseImage')}
      </Button>
      {isRefused && (
        <p role="alert" className="text-bad text-small">
          {t('badImage')}
        </p>
      )}
    </div>
  )
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
