import { CircleX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { Finding } from '@/lib/domain/preflight'
import {
  findRepair,
  panelFieldOf,
  type Repair,
  refusedField,
  turnIndexOf,
} from '@/lib/domain/refused-field'
import { cx } from '../../ui/cx'

interface Props {
  findings: readonly Finding[]
  settings: ChatSettings
  change: (patch: Partial<ChatSettings>) => void
}

/** What the API would refuse of the request, or what of it is in vain; each with a way out where one is plain. */
export function Findings({ findings, settings, change }: Props) {
  const t = useTranslations('preflight')
  const [isOpen, setOpen] = useState(true)
  if (findings.length === 0) return null
  const isRefused = findings.some(({ kind }) => kind === 'refused')
  const Icon = isRefused ? CircleX : TriangleAlert
  return (
    <section aria-label={t('title')} className="flex flex-col gap-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={cx(
          'fade -mx-1 flex min-h-6 items-center gap-1.5 rounded-md px-1 text-left font-medium text-small hover:bg-hover phone:min-h-11 phone:text-title',
          isRefused ? 'text-bad' : 'text-warn',
        )}
      >
        <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
        {t(isRefused ? 'refused' : 'waste', { count: findings.length })}
      </button>
      {isOpen && (
        <ul className="flex max-h-44 flex-col gap-2 overflow-y-auto overscroll-contain pb-1">
          {findings.map((finding) => (
            <Row key={keyOf(finding)} finding={finding} settings={settings} change={change} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ finding, settings, change }: Omit<Props, 'findings'> & { finding: Finding }) {
  const t = useTranslations('preflight')
  const field = finding.kind === 'refused' ? refusedField(finding.message) : finding.field
  const turn = field === null ? null : turnIndexOf(field)
  const repair = finding.kind === 'refused' ? repairOf(field, finding.message, settings) : null
  return (
    <li className="text-ink-2 text-small phone:text-title">
      {field !== null && (
        <p className="wrap-anywhere font-mono text-ink text-small">
          {turn === null ? field : t('turn', { field, index: turn + 1 })}
        </p>
      )}
      <p className="wrap-anywhere">
        {finding.kind === 'refused'
          ? withoutField(finding.message, field)
          : t(`code.${finding.code}`, { count: finding.count })}
      </p>
      {repair !== null && (
        <button
          type="button"
          onClick={() => change(repair.patch)}
          className="fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11"
        >
          {t(`fix.${repair.kind}`, { name: repair.name, value: repair.value ?? 0 })}
        </button>
      )}
    </li>
  )
}

function repairOf(field: string | null, message: string, settings: ChatSettings): Repair | null {
  const control = field === null ? null : panelFieldOf(field)
  return control === null ? null : findRepair(control, message, settings)
}

/** The field stands above it already. */
function withoutField(message: string, field: string | null): string {
  return field !== null && message.startsWith(`${field}: `)
    ? message.slice(field.length + 2)
    : message
}

function keyOf(finding: Finding): string {
  return finding.kind === 'refused' ? finding.message : finding.code
}
