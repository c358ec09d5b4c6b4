'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { memo, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { changeSettings } from '@/lib/client/change-settings'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { getStoredDraft } from '@/lib/client/stores/drafts'
import { useLoop } from '@/lib/client/use-loop'
import { isCarried } from '@/lib/domain/carried'
import { API_VERSIONS, type ChatSettings } from '@/lib/domain/conversation'
import { capTokens } from '@/lib/domain/judge'
import { ANY_MODEL, modelFactsOf } from '@/lib/domain/model-facts'
import { type ModelInfo, pickDefaultModel } from '@/lib/domain/models'
import { focusLater } from '../shell/focus-later'
import { Field } from '../ui/field'
import { onDemand } from '../ui/on-demand'
import { drawnLater } from '../ui/parts-ahead'
import { Select } from '../ui/select'
import { CarriedControl } from './carried/carried-control'
import { ModelPicker } from './model-picker'
import type { Panel } from './panel'
import { Parameters } from './parameters'
import { JOIN_ID, SPLIT_ID, SystemPrompt } from './system-prompt'
import { ToolsSection } from './tools/tools-section'
import { UpstreamSelect } from './upstream-select'
import { useBesideSystem } from './use-beside-system'

const VERSION_OPTIONS = API_VERSIONS.map((value) => ({ value, label: value }))

const MoreSection = drawnLater(async () => (await import('./more/more-section')).MoreSection)

const CarriedSection = onDemand(
  async () => (await import('./carried/carried-section')).CarriedSection,
)

const SystemBlocks = onDemand(async () => (await import('./system-blocks')).SystemBlocks)

/** The system prompt: one text, or blocks that can be cached each by itself. */
function System({
  conversationId,
  settings: { system, systemBlocks: blocks },
  isLocked,
  change,
}: {
  conversationId: string | null
  settings: ChatSettings
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}) {
  if (blocks === null) {
    const split = () => {
      change({ systemBlocks: [{ text: system, ttl: null }] })
      focusLater(() => document.getElementById(JOIN_ID))
    }
    return (
      <SystemPrompt
        value={system}
        isLocked={isLocked}
        onChange={(next) => change({ system: next })}
        onSplit={split}
      />
    )
  }
  const join = () => {
    const texts = blocks.map(({ text }) => text).filter((text) => text.trim() !== '')
    change({ system: texts.join('\n\n'), systemBlocks: null })
    focusLater(() => document.getElementById(SPLIT_ID))
  }
  return (
    <SystemBlocks
      conversationId={conversationId}
      blocks={blocks}
      isLocked={isLocked}
      onChange={(systemBlocks) => change({ systemBlocks })}
      onJoin={join}
    />
  )
}

const NO_MODELS: readonly ModelInfo[] = []

/** What a key in the system prompt does not change is not drawn again for it. */
const Tools = memo(ToolsSection)
const Rest = memo(Parameters)
const More = memo(MoreSection)

interface Props {
  conversationId: string | null
  settings: ChatSettings
  /** Of several columns, each with its upstream and model. */
  isShared?: boolean
}

/** Changes the settings themselves, as they are by then: what one model caps stays for another. */
function useChange(conversationId: string | null, settings: ChatSettings) {
  const client = useQueryClient()
  const latest = useRef(settings)
  useLayoutEffect(() => {
    latest.current = settings
  }, [settings])
  return useCallback(
    (patch: Partial<ChatSettings>) =>
      changeSettings(client, conversationId, { ...latest.current, ...patch }),
    [client, conversationId],
  )
}

function usePanel(
  settings: ChatSettings,
  models: readonly ModelInfo[],
  change: Panel['change'],
  isShared: boolean,
) {
  return useMemo((): Panel => {
    const info = models.find(({ id }) => id === settings.model)
    const facts = isShared ? ANY_MODEL : modelFactsOf(settings.model, info)
    const { maxTokens: wantedTokens } = settings
    return { settings: capTokens(settings, facts), wantedTokens, facts, models, change }
  }, [settings, models, change, isShared])
}

/** Everything that the next run of a conversation will be asked with. */
export function RequestSettings({ conversationId, settings, isShared = false }: Props) {
  const t = useTranslations('request')
  const loop = useTranslations('loop')
  const client = useQueryClient()
  const known = useQuery(settingsQuery()).data
  const upstreams = known?.upstreams ?? []
  const models = useQuery(modelsQuery(settings.upstream)).data ?? NO_MODELS
  const { carried } = settings
  const { isLocked } = useLoop(conversationId)
  const change = useChange(conversationId, settings)
  const rest = useBesideSystem(settings)
  const panel = usePanel(rest, models, change, isShared)

  const pickUpstream = async (upstream: string) => {
    change({ upstream })
    const offered = await client.fetchQuery(modelsQuery(upstream)).catch(() => [])
    // The list may take long: what was changed in the meantime holds, another pick above all.
    const now = getStoredDraft(conversationId).settings
    if (now?.upstream !== upstream) return
    const next =
      offered.find(({ id }) => id === now.model) ?? pickDefaultModel(offered, known?.defaultModel)
    if (next !== null) changeSettings(client, conversationId, { ...now, model: next.id })
  }

  return (
    <div className="flex flex-col gap-3.5 px-4 pt-0.5 pb-6 phone:gap-4">
      {isLocked && (
        <p className="flex items-start gap-2 rounded-lg bg-sunken p-2.5 text-ink-2 text-small phone:text-title">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-ink-3" />
          {loop('locked')}
        </p>
      )}
      <div className="grid grid-cols-2 gap-2">
        {!isShared && (
          <UpstreamSelect
            value={settings.upstream}
            onPick={(upstream) => void pickUpstream(upstream)}
          />
        )}
        <Field label={t('apiVersion')}>
          <Select
            label={t('apiVersion')}
            value={settings.apiVersion}
            options={VERSION_OPTIONS}
            onValueChange={(apiVersion) => change({ apiVersion })}
          />
        </Field>
      </div>
      {!isShared && (
        <ModelPicker
          upstream={settings.upstream}
          isSandbox={upstreams.find(({ name }) => name === settings.upstream)?.isSandbox ?? false}
          model={settings.model}
          onPick={({ id }) => change({ model: id })}
        />
      )}
      {isCarried(carried, 'system') ? (
        <CarriedControl id="param-system" name={t('system')} isMono={false} />
      ) : (
        <System
          conversationId={conversationId}
          settings={settings}
          isLocked={isLocked}
          change={change}
        />
      )}
      {carried !== undefined && (
        <CarriedSection
          key={conversationId}
          carried={carried}
          onChange={(next) => change({ carried: next })}
        />
      )}
      {isCarried(carried, 'tools') ? (
        <CarriedControl id="param-tools" name="tools" />
      ) : (
        <Tools
          key={`tools ${conversationId}`}
          settings={rest}
          models={models}
          isSandbox={upstreams.find(({ name }) => name === settings.upstream)?.isSandbox ?? false}
          isLocked={isLocked}
          change={change}
        />
      )}
      <Rest
        // What was typed and refused belongs to one model of one conversation.
        key={[conversationId, settings.upstream, settings.model].join(' ')}
        panel={panel}
      />
      <More key={`more ${conversationId}`} {...{ conversationId, panel, isLocked }} />
    </div>
  )
}
