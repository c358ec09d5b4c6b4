import { Braces, Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { markdownOf } from '@/lib/domain/markdown-of'
import type { Place } from '@/lib/domain/tree'
import { CopyButton } from '../../ui/copy-button'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { toRichText } from '../markdown/rich-text'
import { ResultsSiblings, Siblings } from './siblings'
import { useTurnActs } from './use-turn-acts'

const RawTurn = dynamic(() => import('../raw/raw-turn').then((module) => module.RawTurn))

interface Props {
  turn: Message
  place: Place
  /** The turn after it, and where that stands among others that carry results of the same calls. */
  next: Message | undefined
  nextPlace: Place
}

/** What can be done with an answer that no run of its own has written: nobody asks for it again. */
export function WrittenActs({ turn, place, next, nextPlace }: Props) {
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const { branch, compare, write, remove, inMenu, finalFocus } = useTurnActs(turn)
  const [isRawOpen, setRawOpen] = useState(false)
  const markdown = markdownOf(turn.content ?? [])
  const copy = () => ({ text: markdown, html: toRichText(markdown) })
  const raw = { label: t('rawTurn'), icon: Braces, onSelect: () => setRawOpen(true) }
  return (
    <div className="-ml-1.5 flex min-h-7 items-center gap-0.5 phone:-ml-3.5">
      {place.places > 1 && <Siblings turn={turn} {...place} />}
      <ResultsSiblings turn={next} place={nextPlace} />
      {markdown !== '' && (
        <CopyButton text={copy} label={t('copy')} copiedLabel={common('copied')} letter="C" />
      )}
      <IconButton
        label={branch.label}
        icon={branch.icon}
        refused={branch.refused}
        onClick={branch.onSelect}
      />
      <Menu
        label={t('more')}
        align="start"
        actions={[inMenu(branch), compare, write, raw, inMenu(remove)]}
        finalFocus={finalFocus}
        trigger={<IconButton label={t('more')} icon={Ellipsis} />}
      />
      {isRawOpen && <RawTurn turn={turn} onClose={() => setRawOpen(false)} />}
    </div>
  )
}
