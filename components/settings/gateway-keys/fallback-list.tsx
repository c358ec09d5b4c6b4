'use client'

import { CircleX, Plus, X } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { FallbackProblem, KeyFields } from '@/lib/domain/gateway-key-form'
import { MOST_FALLBACKS } from '@/lib/domain/gateway-keys'
import type { UpstreamView } from '@/lib/domain/settings'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { Select } from '../../ui/select'
import { SuggestField } from '../../ui/suggest-field'
import type { FormPart } from './form-part'
import { useUpstreamLabel } from './use-term-words'

type Entry = KeyFields['fallback'][number]

interface Props extends FormPart {
  upstreams: readonly UpstreamView[]
  models: readonly string[]
}

/** Where a call goes when it fails, in order. */
export function FallbackList({ fields, errors, change, upstreams, models }: Props) {
  const t = useTranslations('gatewayKeys')
  const { fallback } = fields
  const set = (next: Entry[]) => change({ fallback: next })
  return (
    <fieldset className="min-w-0">
      <legend className="text-ui phone:text-column">{t('fallback')}</legend>
      <p className="text-ink-3 text-small">{t('fallbackText')}</p>
      {fallback.length > 0 && (
        <ol className="flex flex-col gap-2 pt-1.5">
          {fallback.map((entry, index) => (
            <EntryFields
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place
              key={index}
              number={index + 1}
              entry={entry}
              problem={errors.fallback?.[index] ?? null}
              upstreams={upstreams}
              models={models}
              onChange={(part) => set(fallback.with(index, { ...entry, ...part }))}
              onRemove={() => set(fallback.toSpliced(index, 1))}
            />
          ))}
        </ol>
      )}
      {fallback.length < MOST_FALLBACKS && (
        <Button
          variant="quiet"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          onClick={() => set([...fallback, { upstream: null, model: '' }])}
          className="mt-1 -ml-2.5"
        >
          {t('addFallback')}
        </Button>
      )}
    </fieldset>
  )
}

interface EntryProps {
  number: number
  entry: Entry
  problem: FallbackProblem | null
  upstreams: readonly UpstreamView[]
  models: readonly string[]
  onChange: (part: Partial<Entry>) => void
  onRemove: () => void
}

/** Stands for the upstream that the call has. */
const SAME = ''

function EntryFields({ number, entry, problem, ...props }: EntryProps) {
  const t = useTranslations('gatewayKeys')
  const labelOf = useUpstreamLabel(props.upstreams)
  const errorId = useId()
  const names = [...new Set([...props.upstreams.map(({ name }) => name), entry.upstream ?? SAME])]
  const text = problem === null ? null : t(`errors.${problem}`)
  return (
    <li>
      <div className="flex items-center gap-2 phone:flex-wrap">
        <span className="w-3 shrink-0 text-ink-3 text-small">{number}</span>
        <Field
          label={t('fallbackUpstream', { number })}
          isLabelHidden
          className="w-40 phone:flex-1"
        >
          <Select
            label={t('fallbackUpstream', { number })}
            value={entry.upstream ?? SAME}
            options={[
              { value: SAME, label: t('sameUpstream') },
              ...names
                .filter((name) => name !== SAME)
                .map((name) => ({ value: name, label: labelOf(name) })),
            ]}
            onValueChange={(name) => props.onChange({ upstream: name === SAME ? null : name })}
          />
        </Field>
        <div className="min-w-0 flex-1 phone:order-last phone:w-full phone:flex-none phone:pl-5">
          <SuggestField
            label={t('fallbackModel', { number })}
            value={entry.model}
            suggestions={props.models}
            placeholder={t('sameModel')}
            maxLength={256}
            isInvalid={text !== null}
            describedBy={text === null ? undefined : errorId}
            onChange={(model) => props.onChange({ model })}
          />
        </div>
        <IconButton label={t('removeFallback', { number })} icon={X} onClick={props.onRemove} />
      </div>
      {text !== null && (
        <p
          id={errorId}
          role="alert"
          className="flex items-start gap-1.5 pt-1 pl-5 text-bad text-small"
        >
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {text}
        </p>
      )}
    </li>
  )
}
