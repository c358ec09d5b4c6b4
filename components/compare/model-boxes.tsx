import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { ModelOffer } from '@/lib/client/use-model-offers'
import { choiceKey, type ModelChoice } from '@/lib/domain/model-choice'
import { type ModelInfo, modelLabel, nameOfModel } from '@/lib/domain/models'
import { ModelLifecycle } from '../request/model-lifecycle'
import { Checkbox } from '../ui/checkbox'
import { cx } from '../ui/cx'
import { LoadingBars } from '../ui/loading-bars'

interface Props {
  offers: readonly ModelOffer[]
  chosen: readonly ModelChoice[]
  onChange: (chosen: ModelChoice[]) => void
  /** So many may be chosen. */
  most?: number
  /** The id of what says that no more may be. */
  fullId?: string
  /** Of the list of each upstream. */
  className: string
}

/** The models of all upstreams that can be asked, to be ticked. */
export function ModelBoxes({ offers, chosen, onChange, most, fullId, className }: Props) {
  const t = useTranslations('compare.start')
  const common = useTranslations('common')
  const keys = new Set(chosen.map(choiceKey))
  const isFull = most !== undefined && chosen.length >= most
  const toggle = (one: ModelChoice) => {
    const others = chosen.filter((other) => choiceKey(other) !== choiceKey(one))
    onChange(others.length < chosen.length ? others : [...chosen, one])
  }
  if (offers.length === 0) return <LoadingBars count={5} label={common('loading')} />
  return offers.map((offer) => (
    <fieldset key={offer.name} className="min-w-0">
      <legend className="pb-1 text-ink-3 text-small">
        {offer.isSandbox ? common('sandbox') : offer.label}
      </legend>
      {offer.isError && (
        <p role="alert" className="text-bad text-small">
          {t('noList')}
        </p>
      )}
      {offer.isPending && <LoadingBars count={3} label={common('loading')} />}
      <div className={cx('grid gap-x-4 phone:grid-cols-1', className)}>
        {boxesOf(offer, chosen).map((box) => {
          const one = { upstream: offer.name, model: box.id }
          const isChosen = keys.has(choiceKey(one))
          return (
            <ModelBox
              key={box.id}
              {...{ ...box, isChosen, fullId }}
              isDisabled={isFull && !isChosen}
              onToggle={() => toggle(one)}
            />
          )
        })}
      </div>
    </fieldset>
  ))
}

/** What an upstream lists, and what is chosen of it all the same, as of a column. */
function boxesOf({ name, models }: ModelOffer, chosen: readonly ModelChoice[]): Box[] {
  const others = chosen.filter(
    ({ upstream, model }) => upstream === name && models.every(({ id }) => id !== model),
  )
  return [
    ...models.map((info) => ({ id: info.id, name: nameOfModel(info), info })),
    ...others.map(({ model }) => ({ id: model, name: modelLabel(model), info: null })),
  ]
}

interface Box {
  id: string
  name: string
  /** What its upstream says of it. */
  info: ModelInfo | null
}

interface BoxProps extends Omit<Box, 'id'> {
  isChosen: boolean
  isDisabled: boolean
  fullId: string | undefined
  onToggle: () => void
}

function ModelBox({ name, info, isChosen, isDisabled, fullId, onToggle }: BoxProps) {
  const lifeId = useId()
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Checkbox
        isChecked={isChosen}
        isDisabled={isDisabled}
        describedBy={cx(lifeId, isDisabled && fullId)}
        onChange={onToggle}
      >
        {name}
      </Checkbox>
      {info !== null && <ModelLifecycle id={lifeId} model={info} />}
    </div>
  )
}
