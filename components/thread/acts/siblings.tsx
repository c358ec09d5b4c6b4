import { useQueryClient } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { showSibling } from '@/lib/client/branches'
import type { Message } from '@/lib/domain/conversation'
import { isResultTurn } from '@/lib/domain/tools/loop'
import type { Place } from '@/lib/domain/tree'
import { IconButton } from '../../ui/icon-button'

const WORDS = {
  assistant: { place: 'answerPlace', previous: 'previousAnswer', next: 'nextAnswer' },
  user: { place: 'questionPlace', previous: 'previousQuestion', next: 'nextQuestion' },
  system: { place: 'questionPlace', previous: 'previousQuestion', next: 'nextQuestion' },
  results: { place: 'resultsPlace', previous: 'previousResults', next: 'nextResults' },
} as const

const STEPS: ReadonlyMap<string, -1 | 1> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
])

const ENDS = 'aria-disabled:cursor-default aria-disabled:bg-transparent! aria-disabled:text-ink-4!'

/**
 * The way between several results of the same calls. It stands with the calls, because a turn that carries
 * results alone is not drawn.
 */
export function ResultsSiblings({ turn, place }: { turn: Message | undefined; place: Place }) {
  const t = useTranslations('chat.turn')
  if (turn === undefined || place.places < 2) return null
  return (
    <>
      <span className="pl-1.5 text-ink-3 text-small phone:pl-3.5">{t('results')}</span>
      <Siblings turn={turn} {...place} />
    </>
  )
}

/** ‹2/3›: walks through what stands in one place, by its buttons or by the arrow keys on them. */
export function Siblings({ turn, place, places }: Place & { turn: Message }) {
  const t = useTranslations('chat.turn')
  const client = useQueryClient()
  const words = WORDS[isResultTurn(turn) ? 'results' : turn.role]
  const go = (step: -1 | 1) => void showSibling(client, turn, step)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS.get(event.key)
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div
      role="group"
      aria-label={t(words.place, { place, places })}
      onKeyDown={onKeyDown}
      className="flex items-center"
    >
      <IconButton
        label={t(words.previous)}
        icon={ChevronLeft}
        aria-disabled={place === 1}
        onClick={() => go(-1)}
        className={ENDS}
      />
      <span aria-live="polite" className="min-w-6 text-center font-medium text-ink-2 text-ui">
        <span aria-hidden>{t('place', { place, places })}</span>
        <span className="sr-only">{t(words.place, { place, places })}</span>
      </span>
      <IconButton
        label={t(words.next)}
        icon={ChevronRight}
        aria-disabled={place === places}
        onClick={() => go(1)}
        className={ENDS}
      />
    </div>
  )
}
