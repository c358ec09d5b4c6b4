'use client'

import { useTranslations } from 'use-intl'
import type { Settings } from '@/lib/domain/settings'
import { DirectiveList } from './directive-list'
import { FaultLab } from './fault-lab'
import { SandboxBehaviour } from './sandbox-behaviour'
import { Section } from './section'

/** How the sandbox behaves: its limits, its faults, and what can be asked of it in a message. */
export function SandboxSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.sandbox')
  const { sandbox, sandboxTps } = settings
  const rate = sandboxTps === 0 ? t('unpaced') : t('rate', { tps: sandboxTps })
  return (
    <Section id="sandbox" title={t('title')} text={t('text', { rate })}>
      <SandboxBehaviour sandbox={sandbox} />
      <FaultLab faults={sandbox.faults} />
      <DirectiveList />
    </Section>
  )
}
