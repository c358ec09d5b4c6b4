import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FormProblem } from '@/lib/domain/tools/check-form'

/** Says what keeps a field from being saved. */
export function FieldError({ problem }: { problem: FormProblem | undefined }) {
  const t = useTranslations('tools.problems')
  if (problem === undefined) return null
  return (
    <p role="alert" className="flex items-start gap-1.5 text-bad text-small">
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      {t(problem)}
    </p>
  )
}
