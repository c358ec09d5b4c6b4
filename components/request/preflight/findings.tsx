import { CircleX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Complaint } from '@/lib/domain/complaint'
import type { ChatSettings } from '@/lib/domain/conversation'
import { findFix } from '@/lib/domain/fixes'
import type { Finding } from '@/lib/domain/preflight'
import { turnIndexOf } from '@/lib/domain/refused-field'
import { cx } from '../../ui/cx'

interface Props {
  findings: readonly Finding[]
  settings: ChatSettings
  /** Null while nothing may be changed. */
  change: ((patch: Partial<ChatSettings>) => void) | null
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
  const { field } = finding
  const turn = field === null ? null : turnIndexOf(field)
  const fix = finding.kind === 'refused' ? findFix(finding, settings) : null
  return (
    <li className="text-ink-2 text-small phone:text-title">
      {field !== null && (
        <p className="wrap-anywhere font-mono text-ink text-small">
          {turn === null ? field : t('turn', { field, index: turn + 1 })}
        </p>
      )}
      {finding.kind === 'refused' ? (
        <Refused complaint={finding} />
      ) : (
        <p className="wrap-anywhere">{t(`code.${finding.code}`, { count: finding.count })}</p>
      )}
      {fix !== null && change !== null && (
        <button
          type="button"
          onClick={() => change(fix.patch)}
          className="fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11"
        >
          {t(`fix.${fix.kind}`, { name: fix.name, value: fix.value ?? 0 })}
        </button>
      )}
    </li>
  )
}

/** Why, in the language of the screen, and beneath it as the API says it; what is in no table only so. */
function Refused({ complaint: { code, values, message, field } }: { complaint: Complaint }) {
  const t = useTranslations('preflight.refusal')
  const said = withoutField(message, field)
  if (code === null) return <p className="wrap-anywhere">{said}</p>
  return (
    <>
      <p className="wrap-anywhere">{t(code, { ...NO_VALUES, ...values })}</p>
      <p data-user-text className="wrap-anywhere font-mono text-ink-3 text-small">
        {said}
      </p>
    </>
  )
}

/** Every number that a sentence may have; each has some of them. */
const NO_VALUES = { most: 0, least: 0, found: 0, input: 0 }

/** The field stands above it already. */
function withoutField(message: string, field: string | null): string {
  return field !== null && message.startsWith(`${field}: `)
    ? message.slice(field.length + 2)
    : message
}

function keyOf(finding: Finding): string {
  return finding.kind === 'refused' ? finding.message : finding.code
}
