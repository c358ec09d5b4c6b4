import { Autocomplete } from '@base-ui/react/autocomplete'
import { useTranslations } from 'use-intl'
import { chordText } from '../actions/chord'
import { cx } from '../ui/cx'
import { Keys } from '../ui/keys'
import { LiveIcon } from '../ui/live-icon'
import { rowClass } from '../ui/popup'
import { useIsMac } from '../ui/use-is-mac'
import type { PaletteItem } from './palette-item'

/** One thing that the palette leads to: what was found of its name is bold. */
export function PaletteRow({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  const t = useTranslations('sidebar')
  const isMac = useIsMac()
  const { icon: Icon, match, chord, note, isLive } = item
  return (
    <Autocomplete.Item value={item} onClick={onChoose} className={rowClass}>
      <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">
        {match.pieces.map(({ text, isMatch }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places
          <span key={at} className={cx(isMatch && 'font-semibold')}>
            {text}
          </span>
        ))}
      </span>
      {isLive === true && (
        <span role="img" aria-label={t('live')} className="text-accent">
          <LiveIcon size={14} />
        </span>
      )}
      {note !== undefined && <span className="shrink-0 text-ink-3 text-small">{note}</span>}
      {chord !== undefined && <Keys keys={chordText(chord, isMac)} className="phone:hidden" />}
    </Autocomplete.Item>
  )
}
