import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { betaSchema } from '@/lib/domain/carried'
import { IconButton } from '../../ui/icon-button'
import { SuggestField } from '../../ui/suggest-field'

interface Props {
  betas: readonly string[]
  onChange: (betas: string[]) => void
}

/** Values of `anthropic-beta` that still change something (claude-api.md §1.2). */
const KNOWN = [
  'context-management-2025-06-27',
  'compact-2026-09-04',
  'context-1m-2025-08-07',
  'fast-mode-2026-02-01',
  'interleaved-thinking-2025-05-14',
  'mcp-client-2025-11-20',
  'output-128k-2025-02-19',
  'server-side-fallback-2026-07-01',
  'task-budgets-2026-03-13',
  'thinking-binding-controls-2026-08-01',
]

const HEADER = 'anthropic-beta'

/** The `anthropic-beta` header: known values, and any other. */
export function Betas({ betas, onChange }: Props) {
  const t = useTranslations('requestMore')
  const [typed, setTyped] = useState('')
  const isBad = typed.trim() !== '' && !betaSchema.safeParse(typed.trim()).success
  const add = (value: string) => {
    const beta = value.trim()
    if (beta === '' || !betaSchema.safeParse(beta).success) return
    if (!betas.includes(beta)) onChange([...betas, beta])
    setTyped('')
  }
  return (
    <div className="flex flex-col gap-1">
      <code className="font-mono text-small phone:text-title">{HEADER}</code>
      {betas.map((beta) => (
        <div key={beta} className="flex items-center justify-between gap-2">
          <code className="truncate font-mono text-ink-2 text-small">{beta}</code>
          <IconButton
            label={t('removeBeta', { beta })}
            icon={X}
            iconSize={14}
            onClick={() => onChange(betas.filter((one) => one !== beta))}
            className="-mr-1.5"
          />
        </div>
      ))}
      <SuggestField
        label={t('addBetaLabel')}
        value={typed}
        suggestions={KNOWN.filter((one) => !betas.includes(one))}
        placeholder={t('addBetaLabel')}
        maxLength={200}
        isInvalid={isBad}
        onChange={setTyped}
        onPick={add}
        onKeyDown={(event, isListed) => {
          if (event.key !== 'Enter' || isListed) return
          event.preventDefault()
          add(typed)
        }}
        onBlur={() => add(typed)}
      />
    </div>
  )
}
