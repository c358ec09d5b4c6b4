import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import { useToolForm } from '@/lib/client/use-tool-form'
import { openTool } from '@/lib/client/use-tool-id'
import { SERVER_TOOLS } from '@/lib/domain/server-tools'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { BuiltinTool } from './builtin-tool'
import { ToolEditor } from './editor/tool-editor'
import { readOfferedId } from './mcp/mcp-id'
import { OfferedTool } from './mcp/offered-tool'
import { useMcpTool } from './mcp/use-mcp-tool'
import { ServerToolPage } from './server-tool-page'

/** The tool with an id, as its kind is shown. */
export function OpenTool({ id }: { id: string }) {
  const common = useTranslations('common')
  const tool = useToolForm(id)
  const { data } = useQuery(toolsQuery())
  const source = readOfferedId(id)
  const { server: mcp, offered, isLoading } = useMcpTool(source)
  const server = SERVER_TOOLS.find((one) => one.id === id)
  if (server !== undefined) return <ServerToolPage tool={server} />
  if (tool !== null) {
    const uses = data?.uses[id] ?? 0
    return id.startsWith('builtin:') ? (
      <BuiltinTool tool={tool} uses={uses} />
    ) : (
      <ToolEditor tool={tool} uses={uses} />
    )
  }
  if (mcp !== null && offered !== null) return <OfferedTool server={mcp} offered={offered} />
  if (data !== undefined && !(source !== null && isLoading)) return <NoSuchTool />
  return (
    <div className="px-6 pt-14">
      <LoadingBars count={8} label={common('loading')} />
    </div>
  )
}

function NoSuchTool() {
  const t = useTranslations('tools')
  return (
    <div role="alert" className="px-7 pt-16">
      <p className="flex items-center gap-2 font-medium text-ui">
        <CircleX aria-hidden size={16} strokeWidth={1.5} className="text-bad" />
        {t('noSuchTool')}
      </p>
      <p className="mt-1 text-ink-3 text-ui">{t('noSuchToolHint')}</p>
      <Button className="mt-3" onClick={() => openTool(null)}>
        {t('back')}
      </Button>
    </div>
  )
}
