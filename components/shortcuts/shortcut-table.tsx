'use client'

import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ACTION_ROWS } from '../actions/actions'
import { type Chord, chordText } from '../actions/chord'
import { LOCAL_KEYS } from '../actions/keys-table'
import { useSendKeys } from '../composer/use-send-keys'
import { useShell } from '../shell/shell-context'
import { IconButton } from '../ui/icon-button'
import { Keys } from '../ui/keys'
import { Overlay } from '../ui/overlay'
import { useIsMac } from '../ui/use-is-mac'

const GROUPS = ['general', 'conversation', 'list', 'turn', 'comparison', 'composer'] as const

interface Row {
  id: string
  group: string
  text: string
  chords: readonly Chord[]
}

/** Every key that does something, from the tables that say what they do. */
export function ShortcutTable({ isOpen }: { isOpen: boolean }) {
  const t = useTranslations()
  const { setOverlay } = useShell()
  const rows = useRows()
  const title = useRef<HTMLHeadingElement>(null)
  return (
    <Overlay
      label={t('shortcuts.title')}
      isOpen={isOpen}
      onOpenChange={(open) => !open && setOverlay(null)}
      initialFocus={title}
      className="max-w-160"
    >
      <div className="flex h-12 shrink-0 items-center justify-between pr-2.5 pl-5">
        <h2 ref={title} tabIndex={-1} className="font-semibold text-title outline-none">
          {t('shortcuts.title')}
        </h2>
        <IconButton label={t('common.close')} icon={X} onClick={() => setOverlay(null)} />
      </div>
      <section
        aria-label={t('shortcuts.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="grid min-h-0 grid-cols-2 content-start gap-x-8 gap-y-4 overflow-y-auto px-5 pt-1 pb-5 phone:grid-cols-1 -outline-offset-2 rounded-b-xl"
      >
        {GROUPS.map((group) => (
          <Group key={group} name={group} rows={rows.filter((row) => row.group === group)} />
        ))}
      </section>
    </Overlay>
  )
}

function useRows(): Row[] {
  const t = useTranslations()
  const { send, newLine } = useSendKeys()
  const ofActions = ACTION_ROWS.flatMap(({ id, group, chord }) =>
    chord === undefined ? [] : [{ id, group, text: t(`actions.${id}`), chords: [chord] }],
  )
  const ofParts = LOCAL_KEYS.map(({ id, group, chords }) => ({
    id,
    group,
    text: t(`shortcuts.keys.${id}`),
    chords,
  }))
  const group = 'composer'
  return [
    ...ofActions,
    { id: 'send', group, text: t('shortcuts.keys.send'), chords: [send] },
    { id: 'newLine', group, text: t('shortcuts.keys.newLine'), chords: [newLine] },
    ...ofParts,
  ]
}

function Group({ name, rows }: { name: (typeof GROUPS)[number]; rows: readonly Row[] }) {
  const t = useTranslations('shortcuts.groups')
  const isMac = useIsMac()
  if (rows.length === 0) return null
  return (
    <section aria-label={t(name)}>
      <h3 className="pb-1 text-ink-3 text-small">{t(name)}</h3>
      <dl>
        {rows.map(({ id, text, chords }) => (
          <div key={id} className="flex min-h-7 items-center justify-between gap-4">
            <dt className="text-ui">{text}</dt>
            <dd className="flex shrink-0 gap-1">
              {chords.map((chord) => (
                <Keys key={chord} keys={chordText(chord, isMac)} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
