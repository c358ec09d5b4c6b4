'use client'

import { useTranslations } from 'use-intl'
import type { UpstreamView } from '@/lib/domain/settings'
import { Checkbox } from '../../ui/checkbox'
import type { FormPart } from './form-part'
import { useUpstreamLabel } from './use-term-words'

/** Which upstreams a key may use: all, those of tomorrow too, or some. */
export function UpstreamChoice({
  fields,
  change,
  upstreams,
}: FormPart & { upstreams: readonly UpstreamView[] }) {
  const t = useTranslations('gatewayKeys')
  const labelOf = useUpstreamLabel(upstreams)
  const chosen = fields.upstreams
  // One that has left the configuration can still be taken away.
  const names = [...new Set([...upstreams.map(({ name }) => name), ...(chosen ?? [])])]
  const toggle = (name: string, isChecked: boolean) => {
    const next = names.filter((one) =>
      one === name ? isChecked : (chosen?.includes(one) ?? false),
    )
    change({ upstreams: next.length === 0 ? null : next })
  }
  return (
    <fieldset className="min-w-0">
      <legend className="pb-0.5 text-ink-3 text-small phone:text-title">{t('upstreams')}</legend>
      <div className="flex flex-wrap gap-x-5">
        <Checkbox
          isChecked={chosen === null}
          onChange={(isChecked) => change({ upstreams: isChecked ? null : names.slice(0, 1) })}
        >
          {t('allUpstreams')}
        </Checkbox>
        {names.map((name) => (
          <Checkbox
            key={name}
            isChecked={chosen?.includes(name) ?? false}
            onChange={(isChecked) => toggle(name, isChecked)}
          >
            {labelOf(name)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
