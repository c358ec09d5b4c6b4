import { Star } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type ModelInfo, nameOfModel } from '@/lib/domain/models'
import { Picker } from '../ui/picker'
import { ModelFoot } from './model-foot'
import { ModelLifecycle } from './model-lifecycle'
import { ModelMarks } from './model-marks'
import { MODEL_ID, type ModelsListProps } from './models-list-props'
import { useFavourites } from './use-favourites'
import { useModelFacts } from './use-model-facts'

/** The models of an upstream, favourites first, with what is known of each. Drawn first, it is open. */
export function ModelsPopup(props: ModelsListProps) {
  const { models, chosen, label, isSandbox, onPick, children } = props
  const t = useTranslations('request')
  const facts = useModelFacts()
  const favourites = useFavourites()
  const marked = models.filter(({ id }) => favourites.has(id))
  const others = models.filter(({ id }) => !favourites.has(id))
  const groups = [
    { label: t('favourites'), items: marked },
    { label: marked.length === 0 ? null : t('allModels'), items: others },
  ]
  return (
    <Picker<ModelInfo>
      id={props.id ?? MODEL_ID}
      isPlain={props.isPlain}
      groups={groups.filter(({ items }) => items.length > 0)}
      value={chosen}
      keyOf={({ id }) => id}
      textOf={(item) => [nameOfModel(item), item.id, item.line ?? ''].join(' ')}
      label={label}
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
      {children}
    </Picker>
  )
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
        <span className="truncate font-medium">{nameOfModel(model)}</span>
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
