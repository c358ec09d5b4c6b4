import { Check, CircleX } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { validate } from '@/lib/domain/tools/validate'
import { useFlawWords } from '../../tools/use-flaw-words'
import { JsonTree } from '../../ui/json-tree'

interface Props {
  value: unknown
  schema: Record<string, unknown>
}

/** An answer that was asked for by a schema: as a tree, and whether it fits. */
export function StructuredAnswer({ value, schema }: Props) {
  const t = useTranslations('structured')
  const words = useFlawWords()
  const { flaws, unchecked } = useMemo(() => validate(schema, value), [schema, value])
  const marks = new Map(flaws.map((flaw) => [flaw.path, words({ ...flaw, path: '' })]))
  const atTop = marks.get('')
  const isGood = flaws.length === 0
  return (
    <div className="-mx-3 my-2 rounded-lg bg-sunken px-3 py-2.5 first:mt-0 phone:-mx-2">
      <JsonTree value={value} open={3} marks={marks} className="-ml-[2ch]" />
      <p className="mt-2 flex items-center gap-1.5 text-small">
        {isGood ? (
          <Check aria-hidden size={14} strokeWidth={1.5} className="text-ok" />
        ) : (
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="text-bad" />
        )}
        <span className={isGood ? 'text-ok' : 'text-bad'}>
          {isGood ? t('fits') : t('flaws', { count: flaws.length })}
        </span>
        {atTop !== undefined && <span className="text-bad">{atTop}</span>}
        {unchecked.length > 0 && (
          <span className="text-ink-3">{t('unchecked', { names: unchecked.join(', ') })}</span>
        )}
      </p>
    </div>
  )
}
