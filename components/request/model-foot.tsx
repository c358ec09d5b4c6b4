'use client'

import { Star } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { modelFactsOf } from '@/lib/domain/model-facts'
import { knownLine } from '@/lib/domain/model-lines'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { EFFORT_LEVELS } from '@/lib/domain/models-row'
import { Button } from '../ui/button'
import { useModelFacts } from './use-model-facts'

interface Props {
  model: ModelInfo
  /** It costs nothing there, so what it would cost elsewhere is said here. */
  isSandbox: boolean
  isFavourite: boolean
  onToggleFavourite: () => void
}

/** What the highlighted model is for, how much it takes and writes, how it thinks. */
export function ModelFoot({ model, isSandbox, isFavourite, onToggleFavourite }: Props) {
  const t = useTranslations('request')
  const facts = useModelFacts()
  const thinking = useThinkingWords(model)
  // Chinese sets its sentences without a space between them.
  const gap = useLocale().startsWith('zh') ? '' : ' '
  const line = knownLine(model.line ?? findModel(model.id)?.line)
  const created = useCreated(model)
  const numbers = facts.line(model, false)
  const sentences = [
    line === null ? '' : t(`uses.${line}`),
    numbers === '' ? '' : t('sentence', { text: numbers }),
    isSandbox ? facts.priceElsewhere(model.id) : '',
    thinking,
    created,
  ].filter((sentence) => sentence !== '')
  return (
    <div className="flex items-end justify-between gap-2">
      <p className="min-w-0 flex-1">
        {sentences.length === 0 ? t('noFacts') : sentences.join(gap)}
      </p>
      <Button
        variant="quiet"
        aria-pressed={isFavourite}
        onClick={onToggleFavourite}
        icon={
          <Star
            aria-hidden
            size={14}
            strokeWidth={1.5}
            className={isFavourite ? 'fill-current' : ''}
          />
        }
      >
        {t('favourite')}
      </Button>
    </div>
  )
}

function useCreated(model: ModelInfo): string {
  const t = useTranslations('request')
  const format = useFormatter()
  const at = new Date(model.created_at)
  // Local servers that know no date say the epoch.
  if (Number.isNaN(at.getTime()) || at.getTime() === 0) return ''
  const date = format.dateTime(at, { dateStyle: 'medium', timeZone: 'UTC' })
  return t('released', { date })
}

function useThinkingWords(model: ModelInfo): string {
  const t = useTranslations('request.thinks')
  const { thinking, thinksByDefault, effort } = modelFactsOf(model.id, model)
  const levels = EFFORT_LEVELS.filter((level) => effort[level] === true)
  const [least] = levels
  const most = levels.at(-1)
  const how = () => {
    if (thinksByDefault === null) return null
    if (!thinksByDefault) return t('onDemand')
    return t(thinking.disabled === false ? 'always' : 'byDefault')
  }
  const text = how()
  if (text === null) return ''
  return least === undefined || most === undefined
    ? t('plain', { text })
    : t('withEffort', { text, least, most })
}
