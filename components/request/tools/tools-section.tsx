import { Lock, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelInfo } from '@/lib/domain/models'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { Button } from '../../ui/button'
import { onDemand } from '../../ui/on-demand'
import type { AddToolProps } from './add-tool'

interface Props {
  settings: ChatSettings
  models: readonly ModelInfo[]
  isSandbox: boolean
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}

const AddTool = onDemand<AddToolProps>(
  async () => (await import('./add-tool')).AddTool,
  ({ trigger }) => trigger,
)

/** What there is to say only where a tool is chosen. */
const ChosenTools = onDemand(async () => (await import('./chosen-tools')).ChosenTools)
const ToolTerms = onDemand(async () => (await import('./tool-terms')).ToolTerms)

/** The tools of the next request: which, which the model must or may call, and what becomes of its calls. */
export function ToolsSection({ settings, models, isSandbox, isLocked, change }: Props) {
  const t = useTranslations('requestTools')
  const { tools } = settings
  /** Unchecked since the panel is here: they keep their places, to be checked again. */
  const [left, setLeft] = useState<readonly ChosenTool[]>([])
  const isChosen = (id: string) => tools.some((tool) => tool.id === id)
  const add = (tool: ChosenTool) => change({ tools: [...tools, tool] })
  const toggle = (tool: ChosenTool) => {
    if (!isChosen(tool.id)) return add(tool)
    setLeft([...left.filter(({ id }) => id !== tool.id), tool])
    change({ tools: tools.filter(({ id }) => id !== tool.id) })
  }
  const rows = [...tools, ...left.filter(({ id }) => !isChosen(id))]
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
      {rows.length === 0 ? (
        <p className="text-ink-3 text-small">{t('none')}</p>
      ) : (
        <ChosenTools
          {...{ rows, settings, models, isSandbox, isLocked, change }}
          onToggle={toggle}
        />
      )}
      {!isLocked && <Adding {...{ models, settings, isSandbox }} onAdd={add} />}
      {tools.length > 0 && <ToolTerms {...{ settings, models, isLocked, change }} />}
    </section>
  )
}

/** The way to another tool. Until it is first pressed it is a button alone. */
function Adding(props: Omit<AddToolProps, 'trigger'>) {
  const t = useTranslations('requestTools')
  const [isPressed, setPressed] = useState(false)
  const button = (
    <Button
      variant="quiet"
      icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
      className="-ml-2.5"
      aria-haspopup="menu"
      onClick={() => setPressed(true)}
      onPointerEnter={() => void AddTool.preload()}
      onFocus={() => void AddTool.preload()}
    >
      {t('add')}
    </Button>
  )
  return <div>{isPressed ? <AddTool {...props} trigger={button} /> : button}</div>
}
