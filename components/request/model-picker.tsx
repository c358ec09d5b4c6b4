'use client'

import { useQuery } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import { compareModels, findModel, type ModelInfo, modelLabel } from '@/lib/domain/models'
import { Button } from '../ui/button'

import { ModelFoot } from './model-foot'
import { ModelLifecycle } from './model-lifecycle'
import { ModelMarks } from './model-marks'
import { ModelsList } from './models-list'
import { useFavourites } from './use-favourites'
import { useModelFacts } from './use-model-facts'

interface Props {
  upstream: string
  isSandbox: boolean
  model: string
  onPick: (model: ModelInfo) => void
}

/** The short name of a model where it is known, else what the upstream calls it. */
function nameOf(model: ModelInfo): string {
  return findModel(model.id) === undefined ? model.display_name : modelLabel(model.id)
}

/** Chooses among the models of an upstream, by name or id. */
export function ModelPicker({ upstream, isSandbox, model, onPick }: Props) {
  const t = useTranslations('request')
  const common = useTranslations('common')
  const facts = useModelFacts()
  const { data, isError, refetch } = useQuery(modelsQuery(upstream))
  const models = [...(data ?? [])].sort(compareModels)
  const chosen = models.find(({ id }) => id === model) ?? null
  const favourites = useFavourites()
  const unlisted = useUnlistedWords(model)
  const marked = models.filter(({ id }) => favourites.has(id))
  const others = models.filter(({ id }) => !favourites.has(id))
  const groups = [
    { label: t('favourites'), items: marked },
    { label: marked.length === 0 ? null : t('allModels'), items: others },
  ]
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
        id="param-model"
        groups={groups.filter(({ items }) => items.length > 0)}
        value={chosen}
        keyOf={({ id }) => id}
        textOf={(item) => [nameOf(item), item.id, item.line ?? ''].join(' ')}
        label={`${t('chooseModel')}: ${chosen === null ? model : nameOf(chosen)}`}
        searchLabel={t('searchModels')}
        emptyText={t('noModel')}
        onPick={onPick}
        row={(item) => (
          <ModelRow
            model={item}
            price={isSandbox ? null : facts.shortPrice(item.id)}
            isFavourite={favourites.has(item.id)}
          />
        )}
        foot={(item) => (
          <ModelFoot
            model={item}
            isSandbox={isSandbox}
            isFavourite={favourites.has(item.id)}
            onToggleFavourite={() => favourites.toggle(item.id)}
          />
        )}
      >
        <span className="block truncate font-medium text-ui phone:text-reading">
          {chosen === null ? modelLabel(model) : nameOf(chosen)}
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

interface RowProps {
  model: ModelInfo
  price: string | null
  isFavourite: boolean
}

function ModelRow({ model, price, isFavourite }: RowProps) {
  const t = useTranslations('request')
  return (
    <>
      <span className="flex items-center gap-1.5 text-ui">
        <span className="truncate font-medium">{nameOf(model)}</span>
        {isFavourite && (
          <span role="img" aria-label={t('favourite')} className="text-ink-3">
            <Star aria-hidden size={12} strokeWidth={1.5} className="fill-current" />
          </span>
        )}
        <ModelLifecycle model={model} />
        {price !== null && (
          <span title={t('priceUnit')} className="ml-auto shrink-0 text-ink-2">
            {price}
          </span>
        )}
      </span>
      <span className="flex items-center justify-between gap-2">
        <span className="truncate font-mono text-ink-3 text-small">{model.id}</span>
        <ModelMarks model={model} />
      </span>
    </>
  )
}
