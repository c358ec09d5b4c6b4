import { Lock, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { cx } from '../../ui/cx'
import { Field, fieldClass } from '../../ui/field'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { TextField } from '../../ui/text-field'
import { nameFieldId } from '../begin-tool'
import { ReadDescription } from '../read-description'
import { Examples } from './examples'
import { SchemaField } from './schema-field'
import { ToolSwitches } from './tool-switches'
import type { CheckedForm } from './use-form-check'

interface Props {
  tool: EditedTool
  check: CheckedForm
  /** The names of all other tools. */
  taken: ReadonlySet<string>
}

/** What the model is told of a tool. */
export function ToolFields({ tool, check, taken }: Props) {
  const { saved, form, change } = tool
  if (saved?.answer.by === 'mcp') {
    return (
      <>
        <PinnedFields server={saved.answer.server} tool={tool} check={check} />
        <ToolSwitches tool={tool} />
        <Examples tool={tool} check={check} />
      </>
    )
  }
  return (
    <>
      <div className="grid grid-cols-[minmax(0,220px)_minmax(0,1fr)] gap-3 phone:grid-cols-1">
        <NameField tool={tool} check={check} isTaken={taken.has(form.name)} />
        <Description tool={tool} check={check} />
      </div>
      <SchemaField value={form.schema} onChange={(schema) => change({ schema })} check={check} />
      <ToolSwitches tool={tool} />
      <Examples tool={tool} check={check} />
    </>
  )
}

interface PinnedProps extends Pick<Props, 'tool' | 'check'> {
  server: string
}

/** What an MCP server says of its tool, as it was accepted: to be read. */
function PinnedFields({ server, tool: { form }, check }: PinnedProps) {
  const t = useTranslations('tools')
  const mcp = useTranslations('mcpServers')
  return (
    <>
      <p className="flex items-start gap-1.5 text-ink-3 text-small phone:text-title">
        <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
        <span data-user-text>{mcp('isPinned', { server, act: t('duplicateAsYours') })}</span>
      </p>
      <ReadDescription text={form.description} />
      <SchemaField value={form.schema} onChange={undefined} check={check} />
    </>
  )
}

function NameField({
  tool: { id, form, change },
  check,
  isTaken,
}: Pick<Props, 'tool' | 'check'> & { isTaken: boolean }) {
  const t = useTranslations('tools')
  const problem = check.problems.name
  // An empty one is told by the count; it need not shout before anything was typed.
  const error = problem === undefined || problem === 'nameEmpty' ? null : t(`problems.${problem}`)
  return (
    <div className="flex flex-col gap-1">
      <Field label={t('name')} error={error}>
        <TextField
          id={nameFieldId(id)}
          value={form.name}
          maxLength={200}
          placeholder={t('namePlaceholder')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => change({ name: event.target.value })}
          className="font-mono placeholder:font-sans"
        />
      </Field>
      {isTaken && (
        <p role="status" className="flex items-start gap-1.5 text-small text-warn">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {t('nameTaken')}
        </p>
      )}
    </div>
  )
}

function Description({ tool: { form, change }, check }: Pick<Props, 'tool' | 'check'>) {
  const t = useTranslations('tools')
  const id = useId()
  const { length } = form.description
  const isLong = check.problems.description !== undefined
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2 text-ink-3 text-small">
        <label htmlFor={id} className="phone:text-title">
          {t('description')}
        </label>
        <span>{t('characters', { count: length })}</span>
      </div>
      <div className={cx(fieldClass, 'has-aria-invalid:shadow-edge-bad')}>
        <GrowingTextarea
          id={id}
          value={form.description}
          aria-invalid={isLong || undefined}
          placeholder={t('descriptionPlaceholder')}
          onChange={(event) => change({ description: event.target.value })}
          textClass="px-2 py-1 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
          className="max-h-60 min-h-12"
        />
      </div>
      {isLong && <p className="text-bad text-small">{t('problems.descriptionLong')}</p>}
    </div>
  )
}
