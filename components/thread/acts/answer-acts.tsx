import { Braces, Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { markdownOf } from '@/lib/domain/markdown-of'
import type { Run } from '@/lib/domain/run'
import type { Place } from '@/lib/domain/tree'
import { CopyButton } from '../../ui/copy-button'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { CopyText } from '../copy-text'
import { toRichText } from '../markdown/rich-text'
import { AnswerNote } from './answer-note'
import { MarkActs } from './mark-acts'
import { Regenerate } from './regenerate'
import { ResultsSiblings, Siblings } from './siblings'
import { useMarking } from './use-marking'
import { useTurnActs } from './use-turn-acts'

const RawSheet = dynamic(() => import('../raw/raw-sheet').then((module) => module.RawSheet))

interface Props {
  answer: Message
  run: Run
  place: Place
  /** Its loop went on from here: what it came to is the answer that is copied and asked for again. */
  isPassed: boolean
  /** The turn after it, and where that stands among others that carry results of the same calls. */
  next: Message | undefined
  nextPlace: Place
  /** In a column there is no room for what names it upstream. */
  isNarrow?: boolean
}

/** What can be done with an answer that has ended; at the right end, what names it upstream. */
export function AnswerActs(props: Props) {
  const { answer, run, place, isPassed, next, nextPlace, isNarrow = false } = props
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const { branch, compare, write, remove, inMenu, finalFocus } = useTurnActs(answer)
  const [isRawOpen, setRawOpen] = useState(false)
  const { note, ...marking } = useMarking(answer)
  const markdown = markdownOf(run.message?.content ?? [])
  const raw = { label: t('raw'), icon: Braces, onSelect: () => setRawOpen(true) }
  const copy = () => ({ text: markdown, html: toRichText(markdown) })
  return (
    <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
      <div className="-ml-1.5 flex flex-wrap items-center gap-0.5 phone:-ml-3.5">
        {place.places > 1 && <Siblings turn={answer} {...place} />}
        <ResultsSiblings turn={next} place={nextPlace} />
        {!isPassed && <MarkActs {...{ answer, ...marking }} />}
        {markdown !== '' && !isPassed && (
          <CopyButton text={copy} label={t('copy')} copiedLabel={common('copied')} letter="C" />
        )}
        {!isPassed && (
          <>
            <Regenerate answer={answer} run={run} />
            <IconButton
              label={branch.label}
              icon={branch.icon}
              refused={branch.refused}
              onClick={branch.onSelect}
            />
          </>
        )}
        <IconButton
          label={raw.label}
          icon={raw.icon}
          onClick={raw.onSelect}
          className="phone:hidden"
        />
        <Menu
          label={t('more')}
          align="start"
          actions={[inMenu(branch), compare, write, raw, inMenu(remove)]}
          finalFocus={finalFocus}
          trigger={<IconButton label={t('more')} icon={Ellipsis} />}
        />
      </div>
      {!isNarrow && <Names run={run} isPassed={isPassed} />}
      {!isPassed && <AnswerNote answer={answer} {...note} />}
      {isRawOpen && (
        <RawSheet runId={run.id} message={run.message} onClose={() => setRawOpen(false)} />
      )}
    </div>
  )
}

/** What names it upstream, copied by a click. */
function Names({ run, isPassed }: { run: Run; isPassed: boolean }) {
  const metrics = useTranslations('chat.metrics')
  return (
    <div
      className={cx(
        'flex min-w-0 items-center gap-4 phone:w-full phone:flex-wrap phone:gap-y-0',
        isPassed && 'phone:hidden',
      )}
    >
      <CopyText text={run.model} label={metrics('copyModel', { id: run.model })} />
      {run.requestId !== null && run.error?.requestId == null && (
        // A long model's name gives way before it does.
        <span className="flex max-w-full shrink-0">
          <CopyText text={run.requestId} label={metrics('copyRequest', { id: run.requestId })} />
        </span>
      )}
    </div>
  )
}
