import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { askAgainWith } from '@/lib/client/ask-again'
import { currentSettings } from '@/lib/client/asked-with'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { usePrices } from '@/lib/client/use-prices'
import type { Message } from '@/lib/domain/conversation'
import { type ModelInfo, nameOfModel } from '@/lib/domain/models'
import { otherModels } from '@/lib/domain/other-models'
import { priceOf } from '@/lib/domain/prices'
import type { Run } from '@/lib/domain/run'
import { focusComposer } from '../composer/focus-composer'
import { Button } from '../ui/button'
import { type ChoiceGroup, ChoiceMenu } from '../ui/choice-menu'
import { useDollars } from '../ui/use-dollars'

interface Props {
  message: Message
  run: Run
  /** Of every ready upstream, or only of others than the one that failed. */
  scope: 'all' | 'elsewhere'
  variant: 'default' | 'quiet'
}

/** Has an answer written by another model, beside the one that failed. The panel goes over to it. */
export function AnotherModel({ message, run, scope, variant }: Props) {
  const t = useTranslations('chat.another')
  const [isOpen, setOpen] = useState(false)
  const upstreams = useReadyUpstreams(run, scope)
  const groups = useGroups(message, run, upstreams, isOpen)
  if (upstreams.length === 0) return null
  return (
    <ChoiceMenu
      label={t('label')}
      trigger={<Button variant={variant}>{t('label')}</Button>}
      groups={groups}
      onOpenChange={setOpen}
    />
  )
}

/** The one that failed first. The sandbox answers no question, so it stands in for none but itself. */
export function useReadyUpstreams(run: Run, scope: Props['scope']) {
  const upstreams = useQuery(settingsQuery()).data?.upstreams ?? []
  const isOwn = ({ name }: { name: string }) => name === run.upstream
  return upstreams
    .filter((upstream) => upstream.isReady && (isOwn(upstream) || !upstream.isSandbox))
    .filter((upstream) => scope === 'all' || !isOwn(upstream))
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
}

function useGroups(
  message: Message,
  run: Run,
  upstreams: ReturnType<typeof useReadyUpstreams>,
  isOpen: boolean,
): ChoiceGroup[] {
  const t = useTranslations('chat.another')
  const common = useTranslations('common')
  const client = useQueryClient()
  const hint = usePriceHint()
  const lists = useQueries({
    queries: upstreams.map(({ name }) => ({ ...modelsQuery(name), enabled: isOpen })),
  })
  const pick = (upstream: string, model: ModelInfo) => {
    const asked = currentSettings(client, message.conversationId)?.maxTokens ?? 1
    const maxTokens = Math.min(asked, model.max_tokens ?? asked)
    void askAgainWith(client, message, { upstream, model: model.id, maxTokens })
    focusComposer()
  }
  return upstreams.map(({ name, label, isSandbox }, index) => {
    const list = lists[index]
    const models = otherModels(list?.data ?? [], name === run.upstream ? run.model : '')
    const isEmpty = list?.data !== undefined && models.length === 0
    return {
      key: name,
      label: isSandbox ? common('sandbox') : label,
      note: list?.isError ? t('failed') : isEmpty ? t('none') : list?.data ? null : t('loading'),
      rows: models.map((model) => ({
        key: `${name} ${model.id}`,
        label: nameOfModel(model),
        hint: isSandbox ? '' : hint(model.id),
        onSelect: () => pick(name, model),
      })),
    }
  })
}

function usePriceHint(): (model: string) => string {
  const t = useTranslations('request')
  const dollars = useDollars()
  const prices = usePrices()
  return (model) => {
    const price = prices === null ? null : priceOf(model, prices)?.price
    if (price == null) return ''
    return t('priceShort', { input: dollars.rate(price.input), output: dollars.rate(price.output) })
  }
}
