import { useQueryClient } from '@tanstack/react-query'
import { Braces, Copy, Ellipsis, Pencil, RefreshCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { retryAnswer } from '@/lib/client/ask-beside'
import type { Message } from '@/lib/domain/conversation'
import { markdownOf } from '@/lib/domain/markdown-of'
import type { Place } from '@/lib/domain/tree'
import { CopyButton } from '../../ui/copy-button'
import { copyRich } from '../../ui/copy-rich'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { toRichText } from '../markdown/rich-text'
import { editorOf } from './editor-of'
import { Siblings } from './siblings'
import { useLockReason } from './turns-lock'
import { useTurnActs } from './use-turn-acts'

const RawTurn = dynamic(() => import('../raw/raw-turn').then((module) => module.RawTurn))

interface Props {
  turn: Message
  place: Place
  /** Null for what cannot be written anew. */
  onEdit: (() => void) | null
  /** Gets the focus back after an edit. */
  editButton: RefObject<HTMLButtonElement | null>
}

/** What can be done with a turn of one's own; there on hover and on focus, and always by touch. */
export function QuestionActs({ turn, place, onEdit, editButton }: Props) {
  const t = useTranslations('chat.turn')
  const common = useTranslations('common')
  const markdown = markdownOf(turn.content ?? [])
  const copy = () => ({ text: markdown, html: toRichText(markdown) })
  const isAlone = place.places === 1
  const refused = useLockReason()
  return (
    <div
      className={cx(
        'flex items-center gap-0.5',
        isAlone
          ? '-right-3 absolute top-full z-10 rounded-md bg-bg pointer-coarse:static phone:hidden'
          : '-ml-1.5 mt-0.5 phone:-ml-3.5',
        isAlone && 'opacity-0',
        isAlone && REVEALED,
      )}
    >
      {!isAlone && <Siblings turn={turn} {...place} />}
      <div
        className={cx(
          'flex items-center gap-0.5 phone:hidden',
          !isAlone && `opacity-0 ${REVEALED}`,
        )}
      >
        {onEdit !== null && (
          <IconButton
            ref={editButton}
            label={t('edit')}
            shortcut="E"
            aria-keyshortcuts="E"
            icon={Pencil}
            refused={refused}
            onClick={onEdit}
          />
        )}
        {markdown !== '' && (
          <CopyButton text={copy} label={t('copy')} copiedLabel={common('copied')} letter="C" />
        )}
        <QuestionMenu turn={turn} onEdit={onEdit} />
      </div>
    </div>
  )
}

const REVEALED =
  'fade focus-within:opacity-100 has-aria-expanded:opacity-100 group-hover/turn:opacity-100 pointer-coarse:opacity-100'

/** The same acts as a list; on a phone it is all there is. */
export function QuestionMenu({ turn, onEdit }: Pick<Props, 'turn' | 'onEdit'>) {
  const t = useTranslations('chat.turn')
  const client = useQueryClient()
  const { branch, compare, write, remove, inMenu, finalFocus } = useTurnActs(turn)
  const [isRawOpen, setRawOpen] = useState(false)
  const { id: parentId, conversationId } = turn
  const refused = useLockReason()
  const markdown = markdownOf(turn.content ?? [])
  const actions = [
    ...(onEdit === null
      ? []
      : [{ label: t('edit'), refused, icon: Pencil, shortcut: 'E', onSelect: onEdit }]),
    {
      label: t('copy'),
      icon: Copy,
      shortcut: 'C',
      onSelect: () => void copyRich({ text: markdown, html: toRichText(markdown) }),
    },
    ...(turn.mark === 'off'
      ? []
      : [
          {
            label: t('regenerate'),
            refused,
            icon: RefreshCw,
            onSelect: () => void retryAnswer(client, { conversationId, parentId }),
          },
        ]),
    inMenu(branch),
    compare,
    write,
    { label: t('rawTurn'), icon: Braces, onSelect: () => setRawOpen(true) },
    inMenu(remove),
  ]
  return (
    <>
      <Menu
        label={t('more')}
        actions={actions}
        finalFocus={() => editorOf(turn) ?? finalFocus()}
        trigger={<IconButton label={t('more')} icon={Ellipsis} />}
      />
      {isRawOpen && <RawTurn turn={turn} onClose={() => setRawOpen(false)} />}
    </>
  )
}
