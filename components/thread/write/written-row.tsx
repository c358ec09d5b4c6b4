import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { keptContent } from '@/lib/domain/request'
import type { Run } from '@/lib/domain/run'
import { textsOf } from '@/lib/domain/turn'
import { TURN_ROLES, type WrittenTurn } from '@/lib/domain/written-turns'
import { cx } from '../../ui/cx'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { IconButton } from '../../ui/icon-button'
import { Segment } from '../../ui/segment'
import { Switch } from '../../ui/switch'
import { isAttached } from '../blocks/attached-block'
import { WrittenFiles } from './written-files'

interface Props {
  turn: WrittenTurn
  /** The turn that it is a copy of. */
  source: Message | undefined
  runs: ReadonlyMap<string, Run>
  place: { index: number; count: number }
  takesFocus: boolean
  onChange: (turn: WrittenTurn) => void
  onMove: (by: -1 | 1) => void
  onInsert: () => void
  onRemove: () => void
}

/** A turn that is being written: who says it, whether it is sent, where it stands, and its texts. */
export function WrittenRow({ turn, source, runs, place, takesFocus, onChange, ...acts }: Props) {
  const t = useTranslations('writeTurns')
  const { index, count } = place
  const content = source === undefined ? [] : keptContent(source, runs)
  const texts = turn.texts ?? textsOf(content)
  const others = content.filter((block) => block.type !== 'text' && !isAttached(block))
  const files = content
    .map((block, at) => ({ block, at }))
    .filter(({ block, at }) => isAttached(block) && !turn.without.includes(at))
  const number = index + 1
  const sentLabel = t('sentLabel', { number })
  return (
    <li className="flex flex-col gap-1 rounded-lg bg-sunken p-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Segment
          label={t('role', { number })}
          value={turn.role}
          options={TURN_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          // Calls, results and files belong to who said them.
          isDisabled={others.length + files.length > 0}
          isCompact
          onValueChange={(role) => onChange({ ...turn, role })}
        />
        <span className="flex items-center gap-2 text-ink-2 text-small phone:text-title">
          <Switch
            label={sentLabel}
            isOn={!turn.isOff}
            onChange={(isOn) => onChange({ ...turn, isOff: !isOn })}
          />
          {t(turn.isOff ? 'off' : 'sent')}
        </span>
        <span className="ml-auto flex items-center">
          <IconButton
            label={t('up', { number })}
            icon={ArrowUp}
            disabled={index === 0}
            onClick={() => acts.onMove(-1)}
          />
          <IconButton
            label={t('down', { number })}
            icon={ArrowDown}
            disabled={index === count - 1}
            onClick={() => acts.onMove(1)}
          />
          <IconButton label={t('insert', { number })} icon={Plus} onClick={acts.onInsert} />
          <IconButton label={t('remove', { number })} icon={Trash2} onClick={acts.onRemove} />
        </span>
      </div>
      {texts.map((text, at) => (
        <GrowingTextarea
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a turn keep their order
          key={at}
          value={text}
          autoFocus={takesFocus}
          aria-label={t('text', { number })}
          placeholder={t('placeholder')}
          onChange={({ target }) => onChange({ ...turn, texts: texts.with(at, target.value) })}
          textClass="px-2.5 py-1.5 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
          className={cx(
            'max-h-[40dvh] min-h-9 rounded-md bg-field shadow-edge dark:bg-bg has-focus-visible:outline-2 has-focus-visible:outline-accent',
            turn.isOff && '*:text-ink-3',
          )}
        />
      ))}
      {files.length > 0 && (
        <WrittenFiles
          files={files}
          onRemove={(at) => onChange({ ...turn, without: [...turn.without, at] })}
        />
      )}
      {others.length > 0 && (
        <p className="px-1 text-ink-3 text-small phone:text-title">
          {t('kept', { count: others.length })}{' '}
          <code className="font-mono" data-user-text>
            {others.map(({ type }) => type).join(', ')}
          </code>
        </p>
      )}
    </li>
  )
}
