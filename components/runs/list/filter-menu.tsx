import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, type LucideIcon, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx'
import { popupClass, rowClass } from '../../ui/popup'

export interface FilterChoice {
  /** The part of the address that it stands in. */
  name: string
  value: string
  label: string
}

export interface FilterGroup {
  key: string
  /** Names the group where a menu has several. */
  label: string | null
  choices: readonly FilterChoice[]
}

interface Props {
  /** What is filtered by, while nothing is. */
  label: string
  /** Stands in the label's place where there is no room for it. */
  icon?: LucideIcon
  groups: readonly FilterGroup[]
  /** What it is filtered by now, in words. */
  active?: string | undefined
  isChosen: (choice: FilterChoice) => boolean
  onChoose: (choice: FilterChoice) => void
  onClear?: () => void
}

const TRIGGER =
  'fade flex h-7 min-w-0 items-center gap-1.5 px-2.5 text-ui phone:h-11 phone:px-3 phone:text-column'

/** A menu whose rows each filter the list. What is chosen stands in its place, with the way to end it. */
export function FilterMenu(props: Props) {
  const { label, icon: Icon, groups, active, isChosen, onChoose, onClear } = props
  const t = useTranslations('runs.filters')
  const trigger = useRef<HTMLButtonElement>(null)
  const filled = groups.filter(({ choices }) => choices.length > 0)
  const isActive = active !== undefined
  return (
    <Menu.Root>
      <span
        className={cx(
          'flex max-w-60 shrink-0 rounded-md',
          isActive ? 'bg-accent-soft font-medium text-accent' : 'bg-field text-ink-2 shadow-edge',
        )}
      >
        <Menu.Trigger
          ref={trigger}
          aria-label={Icon === undefined ? (isActive ? `${label}: ${active}` : undefined) : label}
          className={cx(TRIGGER, 'rounded-md', isActive ? 'pr-1.5' : 'hover:text-ink')}
        >
          {Icon === undefined ? (
            <span className="truncate">{active ?? label}</span>
          ) : (
            <Icon aria-hidden size={16} strokeWidth={1.5} />
          )}
          {Icon === undefined && !isActive && (
            <ChevronDown aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
          )}
        </Menu.Trigger>
        {isActive && (
          <button
            type="button"
            aria-label={t('clear', { filter: active })}
            onClick={() => {
              onClear?.()
              trigger.current?.focus()
            }}
            className={cx(TRIGGER, 'rounded-md pr-2 pl-1.5 hover:text-accent-hover')}
          >
            <X aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
          </button>
        )}
      </span>
      <Menu.Portal>
        <Menu.Positioner
          role="region"
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            className={cx(
              popupClass,
              'max-h-[min(26rem,var(--available-height))] min-w-44 max-w-80 overflow-y-auto overscroll-contain p-1',
            )}
          >
            {filled.length === 0 && <p className="px-2.5 py-1.5 text-ink-3 text-ui">{t('none')}</p>}
            {filled.map(({ key, label: name, choices }) => (
              <Menu.Group key={key}>
                {name !== null && (
                  <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-ink-3 text-small">
                    {name}
                  </Menu.GroupLabel>
                )}
                {choices.map((choice) => (
                  <Menu.CheckboxItem
                    key={`${choice.name} ${choice.value}`}
                    checked={isChosen(choice)}
                    closeOnClick
                    onCheckedChange={() => onChoose(choice)}
                    className={rowClass}
                  >
                    <span className="w-4 shrink-0 text-accent">
                      <Menu.CheckboxItemIndicator>
                        <Check aria-hidden size={14} strokeWidth={2} />
                      </Menu.CheckboxItemIndicator>
                    </span>
                    <span className="truncate">{choice.label}</span>
                  </Menu.CheckboxItem>
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** What is filtered by, and the way to end that. */
export function ActiveFilter({ label, onClear }: { label: string; onClear: () => void }) {
  const t = useTranslations('runs.filters')
  return (
    <button
      type="button"
      aria-label={t('clear', { filter: label })}
      onClick={onClear}
      className="fade flex h-7 max-w-56 shrink-0 items-center gap-1.5 rounded-md bg-accent-soft px-2.5 font-medium text-accent text-ui hover:text-accent-hover phone:h-11 phone:text-column"
    >
      <span className="truncate">{label}</span>
      <X aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
    </button>
  )
}
