'use client'

import { Check, CircleSlash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import type { Settings, UpstreamView } from '@/lib/domain/settings'
import type { KeyTest } from '@/lib/domain/upstream-keys'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { cx } from '../ui/cx'
import { TEST_LOOKS } from './key-test-result'
import { SaveError } from './save-error'
import { Section } from './section'
import { UpstreamKeys } from './upstream-keys'

const ROW =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,18rem)_7rem] gap-x-4 phone:grid-cols-1 phone:gap-y-2'

/** Where requests may go, which of them could, and which is the default. */
export function UpstreamsSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.upstreams')
  const patch = usePatchSettings()
  return (
    <Section id="upstreams" title={t('title')} text={t('text', { file: 'parley.config.json' })}>
      <div
        aria-hidden
        className={`${ROW} border-line border-b pb-1.5 text-ink-3 text-small phone:hidden`}
      >
        <span>{t('name')}</span>
        <span>{t('state')}</span>
      </div>
      <ul>
        <AutomaticRow
          settings={settings}
          isSaving={patch.isPending && patch.variables.defaultUpstream === null}
          onMakeDefault={() => patch.mutate({ defaultUpstream: null })}
        />
        {settings.upstreams.map((upstream) => (
          <UpstreamRow
            key={upstream.name}
            upstream={upstream}
            isDefault={settings.isDefaultChosen && upstream.name === settings.defaultUpstream}
            isSaving={patch.isPending && patch.variables.defaultUpstream === upstream.name}
            onMakeDefault={() => patch.mutate({ defaultUpstream: upstream.name })}
          />
        ))}
      </ul>
      <SaveError error={patch.error} />
    </Section>
  )
}

interface ChoiceProps {
  isSaving: boolean
  onMakeDefault: () => void
}

/** The rule that decides where nothing is chosen, and what it has come to. */
function AutomaticRow({ settings, ...choice }: ChoiceProps & { settings: Settings }) {
  const t = useTranslations('settings.upstreams')
  const common = useTranslations('common')
  const { upstreams, defaultUpstream, isDefaultChosen } = settings
  const current = upstreams.find(({ name }) => name === defaultUpstream)
  return (
    <li className={`${ROW} items-start border-line border-b py-2.5`}>
      <div className="min-w-0">
        <Name text={t('automatic')} isDefault={!isDefaultChosen} />
        <p className="text-ink-3 text-small">{t('automaticRule')}</p>
      </div>
      <p className="text-ink-2 text-ui phone:empty:hidden">
        {!isDefaultChosen &&
          t('automaticNow', {
            upstream: current?.isSandbox ? common('sandbox') : (current?.label ?? defaultUpstream),
          })}
      </p>
      {isDefaultChosen && <MakeDefault {...choice} />}
    </li>
  )
}

interface RowProps extends ChoiceProps {
  upstream: UpstreamView
  isDefault: boolean
}

function UpstreamRow({ upstream, isDefault, ...choice }: RowProps) {
  const t = useTranslations('settings.upstreams')
  const common = useTranslations('common')
  const { name, label, isSandbox, baseUrl, isReady } = upstream
  return (
    <li id={`upstream-${name}`} className="scroll-mt-4 border-line border-b py-2.5">
      <div className={`${ROW} items-start`}>
        <div className="min-w-0">
          <Name text={isSandbox ? common('sandbox') : label} isDefault={isDefault} />
          {baseUrl === null ? (
            <p className="text-ink-3 text-small">{t('builtIn')}</p>
          ) : (
            <p className="truncate font-mono text-ink-3 text-small leading-5">{baseUrl}</p>
          )}
        </div>
        <Readiness upstream={upstream} />
        {isReady && !isDefault && <MakeDefault {...choice} />}
      </div>
      {!isSandbox && <UpstreamKeys upstream={upstream} />}
    </li>
  )
}

/** Whether it can be asked, and where the key comes from with which it is. */
function Readiness({ upstream }: { upstream: UpstreamView }) {
  const t = useTranslations('settings.upstreams')
  const words = useTranslations('settings.keys')
  const { isReady, keyInUse, keyVariable } = upstream
  const refusal = refusalOf(upstream)
  const { icon: Icon, tone } =
    refusal === null ? LOOKS[isReady ? 'ready' : 'noKey'] : TEST_LOOKS[refusal.outcome]
  return (
    <div>
      <p className={cx('flex items-center gap-1.5 text-ui', tone)}>
        <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
        {refusal === null
          ? t(isReady ? 'ready' : 'noKey')
          : words(`outcomes.${refusal.outcome}`, { status: refusal.status ?? 0 })}
      </p>
      <p className="wrap-anywhere pl-5 text-ink-3 text-small empty:hidden">
        {keyInUse?.from === 'environment' &&
          t('keyFromEnvironment', { variable: keyInUse.variable })}
        {keyInUse?.from === 'settings' && t('keyFromSettings', { name: keyInUse.name })}
        {!isReady && t('notReady', { variable: keyVariable ?? '' })}
      </p>
    </div>
  )
}

const LOOKS = {
  ready: { icon: Check, tone: 'text-ok' },
  noKey: { icon: CircleSlash, tone: 'text-ink-2' },
} as const

/** What the last test of the key in use found, if it was not let in. */
function refusalOf({ keyInUse, keys, test }: UpstreamView): KeyTest | null {
  const stored = keyInUse?.from === 'settings' ? keyInUse.id : null
  const last = stored === null ? test : (keys.find(({ id }) => id === stored)?.test ?? null)
  return last?.outcome === 'refused' || last?.outcome === 'forbidden' ? last : null
}

function Name({ text, isDefault }: { text: string; isDefault: boolean }) {
  const t = useTranslations('settings.upstreams')
  return (
    <p className="flex items-center gap-2 font-semibold text-ui">
      <span className="truncate">{text}</span>
      {isDefault && <Chip>{t('isDefault')}</Chip>}
    </p>
  )
}

function MakeDefault({ isSaving, onMakeDefault }: ChoiceProps) {
  const t = useTranslations('settings.upstreams')
  return (
    <Button
      busy={isSaving && t('making')}
      onClick={onMakeDefault}
      className="justify-self-end phone:justify-self-start"
    >
      {t('makeDefault')}
    </Button>
  )
}
