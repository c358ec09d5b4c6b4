import { Play } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTryTool } from '@/lib/client/queries/tools'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { formatValue } from '@/lib/domain/json-text/format'
import { readJsonSource } from '@/lib/domain/json-text/source'
import { brokenFields } from '@/lib/domain/tools/broken-fields'
import {
  type FieldProblem,
  type FormField,
  type FormTexts,
  formFields,
  readForm,
  writeForm,
} from '@/lib/domain/tools/input-form'
import { fromForm } from '@/lib/domain/tools/tool-form'
import { validate } from '@/lib/domain/tools/validate'
import { isRecord } from '@/lib/wire/json'
import { Button } from '../../ui/button'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { Segment } from '../../ui/segment'
import type { CheckedForm } from '../editor/use-form-check'
import { useFlawWords } from '../use-flaw-words'
import { TryField } from './try-field'
import { TryMark, TryOutcome } from './try-outcome'
import { useRuleWord } from './use-rule-word'

interface Props {
  tool: EditedTool
  check: CheckedForm
}

/** As many fields are drawn until somebody asks for all of them. */
const FIRST_FIELDS = 40

/** A form drawn from the schema, and a call with what it says. */
export function TryIt({ tool, check }: Props) {
  const t = useTranslations('tools.try')
  const words = useFlawWords()
  const call = useTryTool()
  const [wasPressed, setPressed] = useState(false)
  const [shown, setShown] = useState(FIRST_FIELDS)
  const trial = useTrial(tool, check)
  const { mode, input, problems, schema, fields } = trial
  const made = fromForm(tool.form, tool.saved)
  const ruleWord = useRuleWord(tool.form, input)
  const isComplete = input !== null && problems.size === 0
  const flaws = isComplete && schema !== null ? validate(schema, input).flaws : []
  const press = () => {
    setPressed(true)
    if (made === null || !isComplete) return
    const { definition, answer } = made
    call.mutate({ definition, answer, input })
  }
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="font-semibold text-ui">{t('title')}</h3>
        <Segment
          label={t('mode')}
          value={mode}
          options={[
            { value: 'form', label: t('form') },
            { value: 'json', label: 'JSON' },
          ]}
          onValueChange={trial.setMode}
        />
      </div>
      {mode === 'json' ? (
        <CodeEditor
          label={t('inputJson')}
          language="json"
          value={trial.raw}
          onChange={trial.setRaw}
          isInvalid={input === null}
          className="max-h-[40dvh] min-h-24"
        />
      ) : (
        <div className="grid grid-cols-2 gap-x-3 gap-y-3">
          {schema === null && <p className="col-span-2 text-ink-3 text-ui">{t('noSchema')}</p>}
          {schema !== null && fields.length === 0 && (
            <p className="col-span-2 text-ink-3 text-ui">{t('noFields')}</p>
          )}
          {fields.slice(0, shown).map((field) => (
            <TryField
              key={field.label}
              field={field}
              text={trial.texts.get(field.label) ?? ''}
              brokenLine={trial.broken.get(field.label)}
              problem={wasPressed ? problems.get(field.label) : undefined}
              onPut={trial.put}
            />
          ))}
          {fields.length > shown && (
            <div className="col-span-2">
              <Button variant="quiet" className="-ml-2.5" onClick={() => setShown(fields.length)}>
                {t('allFields', { count: fields.length })}
              </Button>
            </div>
          )}
        </div>
      )}
      {flaws.slice(0, 5).map((flaw) => (
        <p key={words(flaw)} className="text-small text-warn">
          {words(flaw)}
        </p>
      ))}
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <Button
          size="large"
          icon={<Play aria-hidden size={16} strokeWidth={1.5} />}
          disabled={
            made === null || tool.form.way === 'hand' || (mode === 'json' && input === null)
          }
          busy={call.isPending && t('calling')}
          onClick={press}
        >
          {t('call')}
        </Button>
        <p className="min-w-0 flex-1 text-ink-3 text-small">{ruleWord}</p>
        {call.data !== undefined && <TryMark answer={call.data} />}
      </div>
      <TryOutcome answer={call.data} error={call.error} />
    </section>
  )
}

const NO_PROBLEMS: ReadonlyMap<string, FieldProblem> = new Map()

/** What is typed for a trial; it begins with the first example. */
function useTrial({ form }: EditedTool, check: CheckedForm) {
  const schema = useMemo(() => {
    const value = readJsonSource(check.of.schema).node?.value
    return isRecord(value) ? value : null
  }, [check.of.schema])
  const fields = useSteady(useMemo(() => formFields(schema), [schema]))
  const broken = useMemo(
    () => brokenFields(check.of.schema, fields, check.findings),
    [check.of.schema, check.findings, fields],
  )
  const [mode, setMode] = useState<'form' | 'json'>('form')
  const [texts, setTexts] = useState<FormTexts>(() =>
    writeForm(fields, readJsonSource(form.examples[0] ?? '').node?.value),
  )
  const [raw, setRaw] = useState('{}')
  const read = useMemo(() => readForm(fields, texts), [fields, texts])
  const parsed = useMemo(() => readJsonSource(raw).node?.value, [raw])
  const put = useCallback(
    (label: string, text: string) => setTexts((before) => new Map(before).set(label, text)),
    [],
  )
  const isRaw = mode === 'json'
  return {
    ...{ schema, fields, broken, mode, texts, raw, setRaw },
    problems: isRaw ? NO_PROBLEMS : read.problems,
    input: isRaw ? (isRecord(parsed) ? parsed : null) : read.input,
    put,
    setMode: (next: 'form' | 'json') => {
      if (next === 'json') setRaw(formatValue(read.input))
      else if (isRecord(parsed)) setTexts(writeForm(fields, parsed))
      setMode(next)
    },
  }
}

/** The fields, of which those that say what they said before are the same objects. */
function useSteady(fields: FormField[]): FormField[] {
  const known = useRef(new Map<string, FormField>())
  return useMemo(() => {
    const steady = fields.map((field) => {
      const key = JSON.stringify(field)
      return { key, field: known.current.get(key) ?? field }
    })
    known.current = new Map(steady.map(({ key, field }) => [key, field]))
    return steady.map(({ field }) => field)
  }, [fields])
}
