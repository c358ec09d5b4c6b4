import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CACHE_TTLS } from '@/lib/domain/chat-settings'
import { findPatchFlaws, isPatchGood } from '@/lib/domain/patch-flaws'
import { checkSchema } from '@/lib/domain/tools/check-schema'
import { completeSchema } from '../../tools/editor/schema-completion'
import { findingWords } from '../../tools/editor/use-finding-words'
import { Field } from '../../ui/field'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import { TextField } from '../../ui/text-field'
import type { Panel } from '../panel'
import { Betas } from './betas'
import { JsonField } from './json-field'
import { Prefill } from './prefill'
import { Speed } from './speed'
import { Turns } from './turns'

interface Props {
  conversationId: string | null
  panel: Panel
  isLocked: boolean
}

const FLAWS = {
  refused: { severity: 'error', words: 'patchRefused' },
  tokensStay: { severity: 'warning', words: 'patchTokensStay' },
} as const

const TIERS = ['auto', 'standard_only'] as const

/** The fields behind the line “More”. */
export function MoreFields({ conversationId, panel, isLocked }: Props) {
  const { settings, change } = panel
  const t = useTranslations('requestMore')
  const words = useTranslations('tools.schema')
  const { outputSchema, cacheTtl, metadataUserId, serviceTier, patch } = settings
  return (
    <fieldset disabled={isLocked} className="flex flex-col gap-3 pt-1">
      <Turns conversationId={conversationId} />
      <Prefill panel={panel} />
      <JsonField
        conversationId={conversationId}
        field="outputSchema"
        label={t('outputSchema')}
        name="output_config.format"
        value={outputSchema}
        hint={t('outputHint')}
        complete={completeSchema}
        isLocked={isLocked}
        findings={(text) =>
          text.trim() === ''
            ? []
            : findingWords(checkSchema(text, { isStrict: true, isInput: false }), words)
        }
        onChange={(next) => {
          change({ outputSchema: next })
          return true
        }}
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
          isDisabled={isLocked}
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
        conversationId={conversationId}
        field="patch"
        label={t('patch')}
        name={t('patchName')}
        value={patch}
        hint={t('patchHint')}
        isLocked={isLocked}
        findings={(text) =>
          findPatchFlaws(text).map(({ code, from, to }) => {
            const { severity, words } = FLAWS[code]
            return { from, to, severity, message: t(words), fix: null }
          })
        }
        onChange={(next) => {
          const isGood = isPatchGood(next)
          if (isGood) change({ patch: next })
          return isGood
        }}
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
