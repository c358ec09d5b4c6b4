import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { choiceKey } from '@/lib/domain/model-choice'
import { Checkbox } from '../ui/checkbox'

/** Chooses a model for a comparison. */
export function ChooseBox({ entry }: { entry: CatalogEntry }) {
  const t = useTranslations('catalog')
  const { view, toggle } = useCatalogView()
  const isChosen = view.chosen.some((choice) => choiceKey(choice) === entry.key)
  return (
    <Checkbox
      isChecked={isChosen}
      onChange={() => toggle({ upstream: entry.upstream, model: entry.model.id })}
    >
      <span className="sr-only">{t('choose', { model: entry.name, upstream: entry.place })}</span>
    </Checkbox>
  )
}
