'use client'

import { useTranslations } from 'use-intl'
import { CACHE_TTLS } from '@/lib/domain/gateway-key-form'
import type { UpstreamView } from '@/lib/domain/settings'
import { Disclosure } from '../../thread/disclosure'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { Switch } from '../../ui/switch'
import { FallbackList } from './fallback-list'
import type { FormPart } from './form-part'
import { useDurationWords } from './use-duration-words'

interface Props extends FormPart {
  upstreams: readonly UpstreamView[]
  models: readonly string[]
}

/** What Parley does for a key's calls when they fail, and with their answers. */
export function CallTerms({ upstreams, models, ...part }: Props) {
  const t = useTranslations('gatewayKeys')
  const { fields, change } = part
  const isUsed = fields.retry || fields.fallback.length > 0 || fields.cacheTtlSeconds > 0
  return (
    <div>
      <Disclosure
        startsOpen={isUsed}
        head={<span className="text-ui">{t('onFailure')}</span>}
        headClass="min-h-7 phone:min-h-11"
      >
        {() => (
          <div className="flex flex-col gap-3.5 pt-1.5 pl-5.5 phone:pl-0">
            <div className="flex items-start gap-2.5">
              <span className="flex h-5 items-center phone:h-7">
                <Switch
                  label={t('retry')}
                  isOn={fields.retry}
                  onChange={(retry) => change({ retry })}
                />
              </span>
              <div>
                <p className="text-ui phone:text-column">{t('retry')}</p>
                <p className="text-ink-3 text-small">{t('retryText')}</p>
              </div>
            </div>
            <FallbackList {...part} upstreams={upstreams} models={models} />
            <CacheTtl {...part} />
          </div>
        )}
      </Disclosure>
    </div>
  )
}

function CacheTtl({ fields, change }: FormPart) {
  const t = useTranslations('gatewayKeys')
  const duration = useDurationWords()
  const has = fields.cacheTtlSeconds
  // One that was set by a program may be none of those that are offered.
  const offered = [...new Set([...CACHE_TTLS, has])].sort((a, b) => a - b)
  return (
    <div>
      <Field label={t('cacheTtl')} className="max-w-80 phone:max-w-none">
        <Select
          label={t('cacheTtl')}
          value={String(has)}
          options={offered.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('cacheOff') : duration(seconds),
          }))}
          onValueChange={(seconds) => change({ cacheTtlSeconds: Number(seconds) })}
        />
      </Field>
      <p className="pt-1 text-ink-3 text-small">{t('cacheText')}</p>
    </div>
  )
}
