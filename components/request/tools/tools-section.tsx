import { useQuery } from '@tanstack/react-query'
import { Lock, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelInfo } from '@/lib/domain/models'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { hasUpstreamTool, isUpstreamTool, UPSTREAM_TOOLS } from '@/lib/domain/tools/upstream-tools'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { ChoiceMenu } from '../../ui/choice-menu'
import { LoopFields } from './loop-fields'
import { ToolChoice } from './tool-choice'

interface Props {
  settings: ChatSettings
  models: readonly ModelInfo[]
  isSandbox: boolean
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}

/** The tools of the next request: which, which the model must or may call, and what becomes of its calls. */
export function ToolsSection({ settings, models, isSandbox, isLocked, change }: Props) {
  const t = useTranslations('requestTools')
  const { data } = useQuery(toolsQuery())
  const library = data?.tools ?? []
  const { rows, toggle, add } = useRows(settings.tools, (tools) => change({ tools }))
  const isChosen = (id: string) => settings.tools.some((tool) => tool.id === id)
  return (
    <section aria-labelledby="request-tools" className="flex flex-col gap-1 pt-2">
      <div className="flex min-h-7 items-center justify-between gap-2 phone:min-h-11">
        <h2
          id="request-tools"
          className="flex items-center gap-1.5 font-semibold text-ui phone:text-reading"
        >
          {isLocked && <Lock aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />}
          {t('title')}
        </h2>
        <Link
          href="/tools"
          prefetch={false}
          className="flex items-center rounded-sm font-medium text-accent text-small hover:text-accent-hover phone:min-h-11 phone:text-title"
        >
          {t('manage')}
        </Link>
      </div>
      {rows.length === 0 && <p className="text-ink-3 text-small">{t('none')}</p>}
      <ul className="flex flex-col">
        {rows.map((tool) => (
          <li key={tool.id} className="flex items-center justify-between gap-2">
            <Checkbox
              isChecked={isChosen(tool.id)}
              isDisabled={isLocked}
              onChange={() => toggle(tool)}
            >
              <span className="font-mono text-code">{nameOfDefinition(tool.definition)}</span>
            </Checkbox>
            <Way tool={tool} library={library} isKnown={data !== undefined} />
          </li>
        ))}
      </ul>
      {!isLocked && (
        <AddTool
          library={library}
          model={models.find(({ id }) => id === settings.model)}
          isSandbox={isSandbox}
          isListed={(id) => rows.some((tool) => tool.id === id && isChosen(id))}
          onAdd={add}
        />
      )}
      {settings.tools.length > 0 && (
        <fieldset disabled={isLocked} className="flex flex-col gap-1 pt-1">
          <ToolChoice settings={settings} models={models} change={change} />
          <LoopFields settings={settings} change={change} />
        </fieldset>
      )}
    </section>
  )
}

/** What was chosen since the panel is here stays in its place when it is unchecked, to be checked again. */
function useRows(chosen: readonly ChosenTool[], onChange: (tools: ChosenTool[]) => void) {
  const [left, setLeft] = useState<readonly ChosenTool[]>([])
  const rows = [...chosen, ...left.filter(({ id }) => !chosen.some((tool) => tool.id === id))]
  const add = (tool: ChosenTool) => onChange([...chosen, tool])
  const toggle = (tool: ChosenTool) => {
    const others = chosen.filter(({ id }) => id !== tool.id)
    if (others.length === chosen.length) return add(tool)
    setLeft([...left.filter(({ id }) => id !== tool.id), tool])
    onChange(others)
  }
  return { rows, add, toggle }
}

function Way({
  tool,
  library,
  isKnown,
}: {
  tool: ChosenTool
  library: readonly Tool[]
  isKnown: boolean
}) {
  const t = useTranslations('requestTools')
  const ways = useTranslations('loop.ways')
  const known = library.find(({ id }) => id === tool.id)
  if (isUpstreamTool(tool)) return <span className="text-ink-3 text-small">{t('upstream')}</span>
  if (known === undefined) {
    return isKnown ? <span className="text-ink-3 text-small">{t('gone')}</span> : null
  }
  return <span className="shrink-0 text-ink-3 text-small">{ways(known.answer.by)}</span>
}

interface AddProps {
  library: readonly Tool[]
  model: ModelInfo | undefined
  isSandbox: boolean
  isListed: (id: string) => boolean
  onAdd: (tool: ChosenTool) => void
}

function AddTool({ library, model, isSandbox, isListed, onAdd }: AddProps) {
  const t = useTranslations('requestTools')
  const ways = useTranslations('loop.ways')
  const row = ({ id, definition, answer }: Tool) => ({
    key: id,
    label: nameOfDefinition(definition),
    hint: ways(answer.by),
    onSelect: () => onAdd({ id, definition }),
  })
  const free = library.filter(({ id }) => !isListed(id))
  const own = free.filter(({ answer }) => answer.by !== 'builtin')
  const builtIn = free.filter(({ answer }) => answer.by === 'builtin')
  const upstream = UPSTREAM_TOOLS.filter(
    ({ id }) => !isListed(id) && hasUpstreamTool(id, model) !== false,
  )
  const groups = [
    {
      key: 'own',
      label: t('yours'),
      note: own.length === 0 ? t('noneOfYours') : null,
      rows: own.map(row),
    },
    { key: 'builtIn', label: t('builtIn'), note: null, rows: builtIn.map(row) },
    {
      key: 'server',
      label: t('server'),
      note: isSandbox ? t('sandboxServer') : null,
      rows: upstream.map((tool) => ({
        key: tool.id,
        label: tool.definition.name,
        hint: '',
        onSelect: () => onAdd(tool),
      })),
    },
  ]
  return (
    <div>
      <ChoiceMenu
        label={t('add')}
        groups={groups.filter(({ note, rows }) => note !== null || rows.length > 0)}
        onOpenChange={() => {}}
        trigger={
          <Button
            variant="quiet"
            icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
            className="-ml-2.5"
          >
            {t('add')}
          </Button>
        }
      />
    </div>
  )
}
