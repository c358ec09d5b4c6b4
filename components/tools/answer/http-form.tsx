import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { HTTP_METHODS } from '@/lib/domain/tools/answer'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { cx } from '../../ui/cx'
import { Field, fieldClass } from '../../ui/field'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { IconButton } from '../../ui/icon-button'
import { Select } from '../../ui/select'
import { TextField } from '../../ui/text-field'
import type { CheckedForm } from '../editor/use-form-check'
import { FieldError } from './field-error'

interface Props {
  tool: EditedTool
  check: CheckedForm
}

/** A call to another server; which ones may be asked, the operator says. */
export function HttpForm({ tool: { form, change }, check }: Props) {
  const t = useTranslations('tools')
  const { url, headers } = check.problems
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-2">
        <Field label={t('http.method')}>
          <Select
            label={t('http.method')}
            value={form.method}
            options={HTTP_METHODS.map((value) => ({ value, label: value }))}
            onValueChange={(method) => change({ method })}
          />
        </Field>
        <Field
          label={t('http.url')}
          error={url === undefined || form.url === '' ? null : t(`problems.${url}`)}
        >
          <TextField
            value={form.url}
            inputMode="url"
            placeholder="https://api.example.com/tickets/{id}"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ url: event.target.value })}
            className="font-mono text-small!"
          />
        </Field>
      </div>
      <Headers tool={{ form, change }} />
      <FieldError problem={headers} />
      {form.method !== 'GET' && <Body tool={{ form, change }} />}
    </div>
  )
}

type Edited = { tool: Pick<EditedTool, 'form' | 'change'> }

function Headers({ tool: { form, change } }: Edited) {
  const t = useTranslations('tools.http')
  const { headers } = form
  const put = (at: number, pair: [string, string]) => change({ headers: headers.with(at, pair) })
  return (
    <section aria-label={t('headers')} className="flex flex-col gap-1">
      {headers.length > 0 && <h4 className="text-ink-3 text-small">{t('headers')}</h4>}
      {headers.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name
        <div key={at} className="flex items-center gap-1">
          <input
            aria-label={t('headerName', { place: at + 1 })}
            value={name}
            maxLength={200}
            spellCheck={false}
            onChange={(event) => put(at, [event.target.value, value])}
            className={cx(fieldClass, 'h-7 w-36! shrink-0 px-2 font-mono text-small phone:h-11')}
          />
          <input
            aria-label={t('headerValue', { place: at + 1 })}
            value={value}
            maxLength={8000}
            spellCheck={false}
            onChange={(event) => put(at, [name, event.target.value])}
            className={cx(fieldClass, 'h-7 min-w-0 px-2 font-mono text-small phone:h-11')}
          />
          <IconButton
            label={t('deleteHeader', { place: at + 1 })}
            icon={Trash2}
            onClick={() => change({ headers: headers.toSpliced(at, 1) })}
          />
        </div>
      ))}
      <div>
        <Button
          variant="quiet"
          className="-ml-2.5"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          onClick={() => change({ headers: [...headers, ['', '']] })}
        >
          {t('addHeader')}
        </Button>
      </div>
    </section>
  )
}

function Body({ tool: { form, change } }: Edited) {
  const t = useTranslations('tools.http')
  const { body } = form
  return (
    <div className="flex flex-col gap-1">
      <Checkbox
        isChecked={body !== null}
        onChange={(isOwn) => change({ body: isOwn ? '{}' : null })}
      >
        {t('ownBody')}
      </Checkbox>
      {body === null ? (
        <p className="text-ink-3 text-small">{t('argumentsAsBody')}</p>
      ) : (
        <div className={fieldClass}>
          <GrowingTextarea
            aria-label={t('body')}
            value={body}
            spellCheck={false}
            onChange={(event) => change({ body: event.target.value })}
            textClass="px-2 py-1 font-mono text-small phone:text-reading"
            className="max-h-60 min-h-16"
          />
        </div>
      )}
    </div>
  )
}
