import { Braces, Globe, Hand, ListChecks, Plug, SquareFunction } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { type Answer, type AnswerWay, APPROVALS } from '@/lib/domain/tools/answer'
import type { ToolForm } from '@/lib/domain/tools/tool-form'
import { Field } from '../../ui/field'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import type { CheckedForm } from '../editor/use-form-check'
import { TryIt } from '../try/try-it'
import { HttpForm } from './http-form'
import { RulesTable } from './rules-table'
import { ScriptForm } from './script-form'

interface Props {
  tool: EditedTool
  check: CheckedForm
}

const WAYS = [
  { value: 'hand', icon: Hand },
  { value: 'rules', icon: ListChecks },
  { value: 'javascript', icon: Braces },
  { value: 'http', icon: Globe },
] as const

/** Another way than those that anybody can choose: the one that the tool was made with. */
const ORIGINS: Partial<Record<AnswerWay, typeof Plug>> = { mcp: Plug, builtin: SquareFunction }

/** Who answers the tool's calls, whether somebody is asked before, and the trial. */
export function AnswerPanel({ tool, check }: Props) {
  const t = useTranslations('tools')
  const { form, change, saved } = tool
  const origin = originOf(form, saved?.answer ?? null)
  const options = [
    ...WAYS.map(({ value, icon }) => ({
      value: value as AnswerWay,
      icon,
      label: t(`answers.${value}`),
    })),
    ...(origin === null
      ? []
      : [{ value: origin, icon: ORIGINS[origin] ?? Plug, label: t(`answers.${origin}`) }]),
  ]
  return (
    <>
      <section aria-label={t('answeredBy')} className="flex flex-col gap-3">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-3 gap-y-2">
          <h3 className="whitespace-nowrap font-semibold text-ui">{t('answeredBy')}</h3>
          <Approval tool={tool} />
        </div>
        <Segment
          label={t('answeredBy')}
          value={form.way}
          options={options}
          isCompact
          onValueChange={(way) => change({ way })}
        />
        <p className="text-ink-3 text-small">{t(`answerTexts.${form.way}`)}</p>
        {form.way === 'rules' && <RulesTable tool={tool} />}
        {form.way === 'javascript' && <ScriptForm tool={tool} check={check} />}
        {form.way === 'http' && <HttpForm tool={tool} check={check} />}
        {form.way === 'mcp' && saved?.answer.by === 'mcp' && <McpSource answer={saved.answer} />}
      </section>
      <TryIt tool={tool} check={check} />
    </>
  )
}

function originOf({ builtin }: ToolForm, answer: Answer | null): 'mcp' | 'builtin' | null {
  if (answer?.by === 'mcp') return 'mcp'
  return builtin === null ? null : 'builtin'
}

function Approval({ tool: { form, change } }: Pick<Props, 'tool'>) {
  const t = useTranslations('tools')
  return (
    <Field label={t('askBefore')} className="flex-row! items-center gap-2! whitespace-nowrap">
      <div className="w-44">
        <Select
          label={t('askBefore')}
          value={form.approval}
          options={APPROVALS.map((value) => ({ value, label: t(`approvals.${value}`) }))}
          onValueChange={(approval) => change({ approval })}
        />
      </div>
    </Field>
  )
}

function McpSource({ answer }: { answer: Extract<Answer, { by: 'mcp' }> }) {
  const t = useTranslations('tools')
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
      {(['server', 'tool', 'hash'] as const).map((field) => (
        <div key={field} className="contents">
          <dt className="text-ink-3">{t(`mcp.${field}`)}</dt>
          <dd className="truncate font-mono">{answer[field]}</dd>
        </div>
      ))}
    </dl>
  )
}
