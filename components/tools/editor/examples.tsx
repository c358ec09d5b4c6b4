import { CircleCheck, CircleX, Pencil, Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import type { ExampleVerdict } from '@/lib/domain/tools/check-form'
import { Button } from '../../ui/button'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { cx } from '../../ui/cx'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { useFlawWords } from '../use-flaw-words'
import type { CheckedForm } from './use-form-check'

interface Props {
  tool: EditedTool
  check: CheckedForm
}

/** Inputs that show the model how the tool is called, each checked against the schema. */
export function Examples({ tool: { form, change }, check }: Props) {
  const t = useTranslations('tools.examples')
  const [editing, setEditing] = useState<number | null>(null)
  const { examples } = form
  const put = (at: number, text: string) => change({ examples: examples.with(at, text) })
  return (
    <section aria-label="input_examples" className="flex flex-col gap-1">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <code className="font-mono text-ink-3 text-small">{'input_examples'}</code>
        <Button
          variant="quiet"
          className="text-accent!"
          onClick={() => {
            change({ examples: [...examples, '{}'] })
            setEditing(examples.length)
          }}
        >
          {t('add')}
        </Button>
      </div>
      {examples.length > 0 && (
        <ul className="rounded-lg bg-sunken py-1">
          {examples.map((text, at) => (
            <Example
              // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name
              key={at}
              place={at + 1}
              text={text}
              verdict={check.examples[at]}
              onEdit={() => setEditing(at)}
              onDelete={() => change({ examples: examples.toSpliced(at, 1) })}
            />
          ))}
        </ul>
      )}
      <Dialog
        title={t('one', { place: (editing ?? 0) + 1 })}
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
        end={<Button onClick={() => setEditing(null)}>{t('done')}</Button>}
      >
        {editing !== null && (
          <ExampleEditor
            label={t('one', { place: editing + 1 })}
            text={examples[editing] ?? ''}
            verdict={check.examples[editing]}
            onChange={(text) => put(editing, text)}
          />
        )}
      </Dialog>
    </section>
  )
}

interface ExampleProps {
  place: number
  text: string
  verdict: ExampleVerdict | undefined
  onEdit: () => void
  onDelete: () => void
}

function Example({ place, text, verdict, onEdit, onDelete }: ExampleProps) {
  const t = useTranslations('tools.examples')
  return (
    <li className="px-3 phone:pr-1">
      <div className="flex min-h-7 items-center gap-2">
        <VerdictIcon verdict={verdict} />
        <code className="min-w-0 flex-1 truncate font-mono text-code" data-user-text>
          {text.replace(/\s+/g, ' ')}
        </code>
        <IconButton label={t('edit', { place })} icon={Pencil} onClick={onEdit} />
        <IconButton label={t('delete', { place })} icon={Trash2} onClick={onDelete} />
      </div>
      <VerdictText verdict={verdict} className="pb-1 pl-6" />
    </li>
  )
}

const ICONS = {
  good: { icon: CircleCheck, tone: 'text-ok' },
  bad: { icon: CircleX, tone: 'text-bad' },
  doubtful: { icon: TriangleAlert, tone: 'text-warn' },
} as const

function stateOf({ isObject, flaws, unchecked }: ExampleVerdict): keyof typeof ICONS {
  if (!isObject) return 'bad'
  return flaws.length > 0 || unchecked.length > 0 ? 'doubtful' : 'good'
}

function VerdictIcon({ verdict }: { verdict: ExampleVerdict | undefined }) {
  const t = useTranslations('tools.examples')
  if (verdict === undefined) return <span className="size-4" />
  const state = stateOf(verdict)
  const { icon: Icon, tone } = ICONS[state]
  return (
    <Icon
      role="img"
      aria-label={t(state)}
      size={14}
      strokeWidth={1.5}
      className={cx('shrink-0', tone)}
    />
  )
}

function VerdictText({
  verdict,
  className,
}: Pick<ExampleProps, 'verdict'> & { className: string }) {
  const t = useTranslations('tools.examples')
  const words = useFlawWords()
  if (verdict === undefined || stateOf(verdict) === 'good') return null
  const { isObject, flaws, unchecked } = verdict
  return (
    <div className={cx('flex flex-col text-small', className)}>
      {!isObject && <p className="text-bad">{t('notObject')}</p>}
      {flaws.slice(0, 5).map((flaw) => (
        <p key={`${flaw.path} ${flaw.code} ${words(flaw)}`} className="text-warn">
          {words(flaw)}
        </p>
      ))}
      {unchecked.length > 0 && (
        <p className="text-ink-3">{t('unchecked', { keywords: unchecked.join(', ') })}</p>
      )}
    </div>
  )
}

interface EditorProps {
  label: string
  text: string
  verdict: ExampleVerdict | undefined
  onChange: (text: string) => void
}

function ExampleEditor({ label, text, verdict, onChange }: EditorProps) {
  return (
    <div className="flex min-h-0 flex-col gap-2 px-5 pb-5 phone:px-4">
      <CodeEditor
        label={label}
        language="json"
        value={text}
        onChange={onChange}
        isFocused
        isInvalid={verdict?.isObject === false}
        className="max-h-[44dvh] min-h-40"
      />
      <VerdictText verdict={verdict} className="" />
    </div>
  )
}
