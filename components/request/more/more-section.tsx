import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CACHE_TTLS, chatSettingsSchema } from '@/lib/domain/chat-settings'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import { checkSchema } from '@/lib/domain/tools/check-schema'
import { completeSchema } from '../../tools/editor/schema-completion'
import { findingWords } from '../../tools/editor/use-finding-words'
import { cx } from '../../ui/cx'
import { Field } from '../../ui/field'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import { TextField } from '../../ui/text-field'
import { Betas } from './betas'
import { JsonField } from './json-field'
import { Speed } from './speed'

interface Props {
  settings: ChatSettings
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}

const FIELDS = [
  ...(['outputSchema', 'cacheTtl', 'metadataUserId', 'serviceTier'] as const),
  ...(['speed', 'betas', 'patch'] as const),
]
const TIERS = ['auto', 'standard_only'] as const

/** The rest of the request: what few requests need, and a patch for what the panel does not know. */
export function MoreSection({ settings, isLocked, change }: Props) {
  const t = useTranslations('requestMore')
  const id = useId()
  const set = FIELDS.filter(
    (field) => JSON.stringify(settings[field]) !== JSON.stringify(NO_CHOICES[field]),
  )
  const [isOpen, setOpen] = useState(set.length > 0)
  return (
    <section aria-labelledby={`${id}h`} className="flex flex-col gap-1">
      <h2 id={`${id}h`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="fade -mx-1 flex min-h-7 w-full items-center gap-1 rounded-md px-1 text-left font-semibold text-ui hover:bg-hover phone:min-h-11 phone:text-reading"
        >
          <ChevronRight
            aria-hidden
            size={14}
            strokeWidth={1.5}
            className={cx('text-ink-3 transition-transform', isOpen && 'rotate-90')}
          />
          {t('title')}
          {set.length > 0 && (
            <span className="ml-auto font-normal text-ink-3 text-small">
              {t('set', { count: set.length })}
            </span>
          )}
        </button>
      </h2>
      <div id={id}>{isOpen && <Fields {...{ settings, isLocked, change }} />}</div>
    </section>
  )
}

function Fields({ settings, isLocked, change }: Props) {
  const t = useTranslations('requestMore')
  const words = useTranslations('tools.schema')
  const { outputSchema, cacheTtl, metadataUserId, serviceTier, patch } = settings
  const isPatchGood = patch === null || chatSettingsSchema.shape.patch.safeParse(patch).success
  return (
    <fieldset disabled={isLocked} className="flex flex-col gap-3 pt-1">
      <JsonField
        label={t('outputSchema')}
        name="output_config.format"
        value={outputSchema}
        hint={t('outputHint')}
        complete={completeSchema}
        findings={(text) =>
          text.trim() === ''
            ? []
            : findingWords(checkSchema(text, { isStrict: true, isInput: false }), words)
        }
        onChange={(next) => change({ outputSchema: next })}
      />
      <Labelled name="cache_control" hint={t('cacheHint')}>
        <Segment
          label="cache_control"
          value={cacheTtl ?? 'off'}
          options={[
            { value: 'off', label: t('off') },
            ...CACHE_TTLS.map((value) => ({ value, label: value })),
          ]}
          isCompact
          onValueChange={(value) => change({ cacheTtl: value === 'off' ? null : value })}
        />
      </Labelled>
      <Field label="metadata.user_id">
        <TextField
          value={metadataUserId ?? ''}
          maxLength={256}
          placeholder={t('userHint')}
          onChange={({ target }) =>
            change({ metadataUserId: target.value === '' ? null : target.value })
          }
        />
      </Field>
      <Field label="service_tier">
        <Select
          label="service_tier"
          value={serviceTier ?? ''}
          options={[
            { value: '', label: t('notSent') },
            ...TIERS.map((value) => ({ value, label: value })),
          ]}
          onValueChange={(value) =>
            change({ serviceTier: TIERS.find((tier) => tier === value) ?? null })
          }
        />
      </Field>
      <Speed settings={settings} change={change} />
      <Betas betas={settings.betas} onChange={(betas) => change({ betas })} />
      <JsonField
        label={t('patch')}
        name={t('patchName')}
        value={patch}
        hint={t('patchHint')}
        findings={(text) =>
          isPatchGood || text === ''
            ? []
            : [{ from: 0, to: 1, severity: 'error', message: t('patchRefused'), fix: null }]
        }
        onChange={(next) => change({ patch: next })}
      />
    </fieldset>
  )
}

function Labelled({ name, hint, children }: { name: string; hint: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <code className="font-mono text-small phone:text-title">{name}</code>
        {children}
      </div>
      <p className="text-ink-3 text-small phone:text-title">{hint}</p>
    </div>
  )
}
