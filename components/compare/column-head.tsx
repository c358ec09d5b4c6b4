import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  BookmarkCheck,
  ChevronLeft,
  ChevronRight,
  Copy,
  Ellipsis,
  GripVertical,
  Maximize2,
  MessageSquare,
  Minimize2,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeSettings } from '@/lib/client/change-settings'
import { changeCompareView } from '@/lib/client/comparison/compare-view'
import type { Column } from '@/lib/client/comparison/use-columns'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { LEAST_COLUMNS, MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { overridesOf } from '@/lib/domain/comparison/overrides'
import type { ChatSettings } from '@/lib/domain/conversation'
import { compareModels, modelLabel, nameOfModel } from '@/lib/domain/models'
import { ModelsList } from '../request/models-list'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import { pickerId } from './picker-id'
import { NotSent, SettingMarks } from './setting-marks'
import type { ColumnActs } from './use-column-acts'

interface Props {
  column: Column
  shared: ChatSettings | null
  /** Its place, from 0, among so many. */
  at: number
  count: number
  /** It alone is in view. */
  isAlone: boolean
  isBaseline: boolean
  /** Not while answers are held against something else than the baseline's. */
  isMarked: boolean
  acts: ColumnActs
  onSettings: () => void
}

/** The head of a column: what it asks, what it says otherwise than the others, and what can be done with it. */
export function ColumnHead(props: Props) {
  const { column, shared, at, count, isAlone, isBaseline, isMarked, acts, onSettings } = props
  const t = useTranslations('compare')
  const { settings, id } = column
  const name = settings === null ? '' : modelLabel(settings.model)
  const isLive = column.conversation !== undefined && isArriving(column.conversation)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    setOver(false)
    const dragged = event.dataTransfer.getData(DRAG_TYPE)
    if (dragged === '') return
    event.preventDefault()
    acts.move(dragged, { to: at })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div
      role="group"
      aria-label={t('column', { number: at + 1, model: name })}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'sticky top-0 z-20 min-w-0 snap-start border-line bg-bg px-5 pt-2 pb-2.5 phone:snap-always',
        at > 0 && !isAlone && 'border-l phone:border-l-0',
        isOver && 'bg-hover',
      )}
    >
      <div className="-ml-4 flex items-center gap-1 phone:ml-0">
        <DragHandle {...{ id, name, at, count, acts }} />
        <div className="min-w-0 flex-1">
          {settings !== null && <ColumnModel columnId={id} settings={settings} />}
        </div>
        <span className="hidden text-ink-3 text-small phone:inline">
          {t('place', { place: at + 1, count })}
        </span>
        <IconButton
          label={t('settings', { model: name })}
          icon={SlidersHorizontal}
          onClick={onSettings}
        />
        <IconButton
          label={isAlone ? t('showAll') : t('showAlone', { model: name })}
          icon={isAlone ? Minimize2 : Maximize2}
          {...(isAlone && { shortcut: 'Esc', 'aria-keyshortcuts': 'Escape' })}
          onClick={() => changeCompareView({ only: isAlone ? null : id })}
          // On a phone a column is alone in view anyway, unless an address says so.
          className={isAlone ? undefined : 'phone:hidden'}
        />
        <ColumnMenu {...{ id, name, at, count, isBaseline, isLive, acts }} />
      </div>
      <p className="flex min-h-5 flex-wrap items-center gap-x-3 text-ink-3 text-small leading-5">
        <UpstreamName name={settings?.upstream ?? ''} />
        {isBaseline && isMarked && (
          <span className="flex items-center gap-1">
            <BookmarkCheck aria-hidden size={12} strokeWidth={1.5} />
            {t('baseline')}
          </span>
        )}
        {settings !== null && shared !== null && (
          <SettingMarks settings={settings} names={overridesOf(settings, shared)} />
        )}
        {settings !== null && <NotSent settings={settings} />}
      </p>
    </div>
  )
}

const DRAG_TYPE = 'application/x-parley-column'

const STEPS: ReadonlyMap<string, -1 | 1> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
])

interface HandleProps {
  id: string
  name: string
  at: number
  count: number
  acts: ColumnActs
}

/** Moves the column: dragged, or by the arrow keys on it. */
function DragHandle({ id, name, at, count, acts }: HandleProps) {
  const t = useTranslations('compare')
  const handle = useRef<HTMLButtonElement>(null)
  const isMoving = useRef(false)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS.get(event.key)
    if (step === undefined) return
    event.preventDefault()
    if (at + step >= 0 && at + step < count) isMoving.current = true
    acts.move(id, { step })
  }
  // Whatever is put elsewhere in the page loses the focus, and it may be pressed again at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is what takes the focus
  useLayoutEffect(() => {
    if (isMoving.current) handle.current?.focus()
    isMoving.current = false
  }, [at])
  return (
    <button
      ref={handle}
      type="button"
      draggable
      data-handle={id}
      aria-label={t('drag', { model: name, number: at + 1, count })}
      aria-keyshortcuts="ArrowLeft ArrowRight"
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null) isMoving.current = false
      }}
      className="flex h-7 w-3.5 shrink-0 cursor-grab items-center justify-center rounded-sm outline-offset-0! text-ink-3 hover:text-ink-2 active:cursor-grabbing phone:hidden"
    >
      <GripVertical aria-hidden size={14} strokeWidth={1.5} />
    </button>
  )
}

function ColumnModel({ columnId, settings }: { columnId: string; settings: ChatSettings }) {
  const t = useTranslations('request')
  const client = useQueryClient()
  const { upstream, model } = settings
  const upstreams = useQuery(settingsQuery()).data?.upstreams
  const models = [...(useQuery(modelsQuery(upstream)).data ?? [])].sort(compareModels)
  const chosen = models.find(({ id }) => id === model) ?? null
  const name = chosen === null ? modelLabel(model) : nameOfModel(chosen)
  return (
    <ModelsList
      id={pickerId(columnId)}
      isPlain
      models={models}
      chosen={chosen}
      label={`${t('chooseModel')}: ${name}`}
      isSandbox={upstreams?.find((one) => one.name === upstream)?.isSandbox ?? false}
      onPick={({ id }) => changeSettings(client, columnId, { ...settings, model: id })}
    >
      <span className="block truncate font-semibold text-title">{modelLabel(model)}</span>
    </ModelsList>
  )
}

/** What an upstream is called. */
export function UpstreamName({ name }: { name: string }) {
  const common = useTranslations('common')
  const upstreams = useQuery(settingsQuery()).data?.upstreams
  const upstream = upstreams?.find((one) => one.name === name)
  return <span>{upstream?.isSandbox ? common('sandbox') : (upstream?.label ?? name)}</span>
}

function ColumnMenu({
  id,
  name,
  at,
  count,
  isBaseline,
  isLive,
  acts,
}: HandleProps & { isBaseline: boolean; isLive: boolean }) {
  const t = useTranslations('compare')
  const most = count >= MOST_COLUMNS ? t('mostColumns', { count: MOST_COLUMNS }) : undefined
  // A copy has whole answers.
  const live = isLive ? t('copyLive') : undefined
  const least = count <= LEAST_COLUMNS ? t('leastColumns', { count: LEAST_COLUMNS }) : undefined
  return (
    <Menu
      label={t('columnMenu', { model: name })}
      trigger={<IconButton label={t('columnMenu', { model: name })} icon={Ellipsis} />}
      actions={[
        {
          label: t('duplicate'),
          icon: Copy,
          refused: most ?? live,
          onSelect: () => acts.duplicate(id),
        },
        ...(isBaseline
          ? []
          : [{ label: t('makeBaseline'), icon: BookmarkCheck, onSelect: () => acts.baseline(id) }]),
        {
          label: t('takeOut'),
          icon: MessageSquare,
          refused: live,
          onSelect: () => acts.takeOut(id),
        },
        ...(at === 0
          ? []
          : [
              {
                label: t('moveLeft'),
                icon: ChevronLeft,
                onSelect: () => acts.move(id, { step: -1 }),
              },
            ]),
        ...(at === count - 1
          ? []
          : [
              {
                label: t('moveRight'),
                icon: ChevronRight,
                onSelect: () => acts.move(id, { step: 1 }),
              },
            ]),
        {
          label: t('remove'),
          icon: Trash2,
          refused: least,
          isDestructive: true,
          onSelect: () => acts.remove(id),
        },
      ]}
    />
  )
}
