import { ArrowDown, ArrowUp, CircleX, Copy, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import type { Rule } from '@/lib/domain/tools/answer'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { RuleDialog } from './rule-dialog'
import { conditionText, useResultWords } from './rule-words'

const FRESH_RULE: Rule = { when: [], result: { content: '', isError: false }, delayMs: 0 }

/** What is being edited: one of the rules, or another one at the end. */
type Edited = { at: number; rule: Rule }

/** The rules that answer, in the order in which they are asked. */
export function RulesTable({ tool }: { tool: EditedTool }) {
  const t = useTranslations('tools.rules')
  const { form, change } = tool
  const { rules } = form
  const [edited, setEdited] = useState<Edited | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusRow = (at: number) =>
    setTimeout(() => list.current?.querySelectorAll<HTMLElement>('[data-rule]')[at]?.focus())
  const move = (from: number, to: number) => {
    const rule = rules[from]
    if (rule === undefined || to < 0 || to >= rules.length) return
    change({ rules: rules.toSpliced(from, 1).toSpliced(to, 0, rule) })
    focusRow(to)
  }
  const keep = ({ at, rule }: Edited) => {
    change({ rules: at === rules.length ? [...rules, rule] : rules.with(at, rule) })
    setEdited(null)
  }
  return (
    <div className="flex flex-col">
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,1fr)_minmax(0,112px)_64px_28px] gap-x-2 border-line border-b pb-1.5 text-ink-3 text-small phone:grid-cols-[minmax(0,1fr)_minmax(0,96px)_44px] "
      >
        <span>{t('when')}</span>
        <span>{t('answer')}</span>
        <span className="text-right phone:hidden">{t('delay')}</span>
      </div>
      <ul ref={list}>
        {rules.map((rule, at) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name
            key={at}
            rule={rule}
            place={at + 1}
            count={rules.length}
            onEdit={() => setEdited({ at, rule })}
            onMove={(to) => move(at, to)}
            onDuplicate={() => change({ rules: rules.toSpliced(at + 1, 0, rule) })}
            onDelete={() => {
              change({ rules: rules.toSpliced(at, 1) })
              focusRow(Math.min(at, rules.length - 2))
            }}
          />
        ))}
      </ul>
      {rules.length === 0 && <p className="py-2 text-ink-3 text-ui">{t('none')}</p>}
      <div className="pt-1">
        <Button
          variant="quiet"
          className="-ml-2.5"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          onClick={() => setEdited({ at: rules.length, rule: FRESH_RULE })}
        >
          {t('add')}
        </Button>
      </div>
      {edited !== null && (
        <RuleDialog
          rule={edited.rule}
          place={edited.at + 1}
          schemaText={form.schema}
          onKeep={(rule) => keep({ ...edited, rule })}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

interface RowProps {
  rule: Rule
  place: number
  count: number
  onEdit: () => void
  onMove: (to: number) => void
  onDuplicate: () => void
  onDelete: () => void
}

function RuleRow(props: RowProps) {
  const { rule, place, count, onEdit, onMove, onDuplicate, onDelete } = props
  const t = useTranslations('tools.rules')
  const format = useFormatter()
  const words = useResultWords()
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: -2, ArrowDown: 0 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(place + step)
  }
  const when = rule.when.map((condition) => conditionText(condition, t)).join(t('and'))
  const delay = t('ms', { shown: format.number(rule.delayMs) })
  return (
    <li className="flex min-h-8 items-center gap-x-2 border-line border-b phone:min-h-11">
      <button
        type="button"
        data-rule={place}
        aria-label={t('editLabel', { place, when: when === '' ? t('otherwise') : when })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={onEdit}
        onKeyDown={press}
        className="fade grid min-h-8 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,112px)_64px] items-center gap-x-2 rounded-md text-left hover:bg-hover phone:min-h-11 phone:grid-cols-[minmax(0,1fr)_minmax(0,96px)]"
      >
        <span
          className="truncate font-mono text-code"
          title={when}
          data-user-text={when === '' ? undefined : true}
        >
          {when === '' ? t('otherwise') : when}
        </span>
        <span
          className="flex min-w-0 items-center gap-1 text-ui"
          data-user-text={rule.result.isError ? undefined : true}
        >
          {rule.result.isError && (
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-bad" />
          )}
          <span className={rule.result.isError ? 'truncate text-bad' : 'truncate'}>
            {words(rule.result)}
          </span>
        </span>
        <span className="text-right text-ui phone:hidden">{delay}</span>
      </button>
      <Menu
        label={t('actions', { place })}
        trigger={<IconButton label={t('actions', { place })} icon={Ellipsis} />}
        actions={[
          { label: t('edit'), icon: Pencil, onSelect: onEdit },
          { label: t('duplicate'), icon: Copy, onSelect: onDuplicate },
          ...(place === 1
            ? []
            : [{ label: t('up'), icon: ArrowUp, onSelect: () => onMove(place - 2) }]),
          ...(place === count
            ? []
            : [{ label: t('down'), icon: ArrowDown, onSelect: () => onMove(place) }]),
          { label: t('delete'), icon: Trash2, isDestructive: true, onSelect: onDelete },
        ]}
      />
    </li>
  )
}
