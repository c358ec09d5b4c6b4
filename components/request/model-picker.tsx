'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import {
  compareModels,
  findModel,
  type ModelInfo,
  modelLabel,
  nameOfModel,
} from '@/lib/domain/models'
import { Button } from '../ui/button'
import { ModelsList } from './models-list'
import { useModelFacts } from './use-model-facts'

interface Props {
  upstream: string
  isSandbox: boolean
  model: string
  onPick: (model: ModelInfo) => void
}

/** Chooses among the models of an upstream, by name or id. */
export function ModelPicker({ upstream, isSandbox, model, onPick }: Props) {
  const t = useTranslations('request')
  const common = useTranslations('common')
  const facts = useModelFacts()
  const { data, isError, refetch } = useQuery(modelsQuery(upstream))
  const models = [...(data ?? [])].sort(compareModels)
  const chosen = models.find(({ id }) => id === model) ?? null
  const unlisted = useUnlistedWords(model)
  const line = () => {
    if (chosen === null && data !== undefined) return unlisted
    if (isSandbox) return t('sandboxModel')
    if (chosen === null) return model
    return facts.line(chosen, true) || chosen.id
  }

  return (
    <div className="flex flex-col gap-1">
      <p className="text-ink-3 text-small phone:text-title">{t('model')}</p>
      <ModelsList
        models={models}
        chosen={chosen}
        label={`${t('chooseModel')}: ${chosen === null ? model : nameOfModel(chosen)}`}
        isSandbox={isSandbox}
        onPick={onPick}
      >
        <span className="block truncate font-medium text-ui phone:text-reading">
          {chosen === null ? modelLabel(model) : nameOfModel(chosen)}
        </span>
        <span className="block truncate text-ink-3 text-small">{line()}</span>
      </ModelsList>
      {isError && (
        <p role="status" className="flex items-center justify-between text-bad text-small">
          {t('modelsFailed')}
          <Button variant="quiet" onClick={() => void refetch()}>
            {common('retry')}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Of a model that its upstream does not list: retired, as far as the table knows, or just not there. */
function useUnlistedWords(model: string): string {
  const t = useTranslations('request')
  const format = useFormatter()
  const row = findModel(model)
  if (row?.lifecycle !== 'retired' || row.retires === undefined) return t('unknownModel')
  const at = new Date(`${row.retires}T00:00:00Z`)
  return t('retiredModel', { date: format.dateTime(at, { dateStyle: 'medium', timeZone: 'UTC' }) })
}
