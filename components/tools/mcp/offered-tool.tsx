import { Plug } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useCreateTool } from '@/lib/client/queries/tools'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { openTool } from '@/lib/client/use-tool-id'
import { newId } from '@/lib/domain/ids'
import type { Approval } from '@/lib/domain/tools/answer'
import type { McpServer, McpTool } from '@/lib/domain/tools/mcp'
import { toForm } from '@/lib/domain/tools/tool-form'
import { SaveError } from '../../settings/save-error'
import { focusLater } from '../../shell/focus-later'
import { Button } from '../../ui/button'
import { moreMenuId } from '../editor/export-menu'
import { SchemaField } from '../editor/schema-field'
import { ToolHead } from '../editor/tool-head'
import { useFormCheck } from '../editor/use-form-check'
import { ReadDescription } from '../read-description'
import { ToolFrame } from '../tool-frame'
import { TryIt } from '../try/try-it'

interface Props {
  server: McpServer
  offered: McpTool
}

/** A tool that a server offers: to be read, tried, and taken into the library as it is described now. */
export function OfferedTool({ server, offered }: Props) {
  const t = useTranslations('mcpServers')
  const tools = useTranslations('tools')
  const tool = useMemo(() => asEdited(offered), [offered])
  const check = useFormCheck(tool.form)
  const { mutate, isPending, error } = useCreateTool()
  const add = () => {
    const id = newId()
    const { definition, answer } = offered
    const body = { id, definition, answer, approval: APPROVAL }
    const show = () => {
      openTool(id)
      focusLater(() => document.getElementById(moreMenuId(id)))
    }
    mutate(body, { onSuccess: show })
  }
  return (
    <ToolFrame
      head={
        <ToolHead name={tool.form.name} note={t('offered', { server: server.name })}>
          <Button variant="primary" busy={isPending && t('adding')} onClick={add}>
            {t('add')}
          </Button>
        </ToolHead>
      }
      fields={
        <>
          <SaveError error={error} />
          <ReadDescription text={tool.form.description} />
          <SchemaField value={tool.form.schema} onChange={undefined} check={check} />
        </>
      }
      answer={
        <>
          <section className="flex flex-col gap-2">
            <h3 className="flex h-7 items-center gap-2 font-semibold text-ui">
              {tools('answeredBy')}
            </h3>
            <p className="flex items-center gap-2 text-ui">
              <Plug aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
              <span data-user-text>{tools('groups.mcp', { server: server.name })}</span>
            </p>
            <p className="wrap-anywhere font-mono text-ink-3 text-small" data-user-text>
              {server.where.join(' ')}
            </p>
            <p className="text-ink-2 text-ui">{t('offeredText')}</p>
          </section>
          <TryIt tool={tool} check={check} />
        </>
      }
    />
  )
}

/** What comes from elsewhere asks first, unless somebody says otherwise. */
const APPROVAL: Approval = 'conversation'

function asEdited({ definition, answer, name }: McpTool): EditedTool {
  const saved = { id: name, definition, answer, approval: APPROVAL, createdAt: 0, updatedAt: 0 }
  return { id: name, saved, form: toForm(saved), isDirty: false, change: () => undefined }
}
