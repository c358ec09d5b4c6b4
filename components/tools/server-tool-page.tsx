import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleHelp, CircleSlash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { formatValue } from '@/lib/domain/json-text/format'
import { modelLabel } from '@/lib/domain/models'
import { hasServerTool, type SERVER_TOOLS } from '@/lib/domain/server-tools'
import { CodeEditor } from '../ui/code-editor/code-editor'
import { CopyButton } from '../ui/copy-button'
import { ToolHead } from './editor/tool-head'

type ServerTool = (typeof SERVER_TOOLS)[number]

/** A tool that the upstream runs: there is nothing to set here, and nothing to answer. */
export function ServerToolPage({ tool }: { tool: ServerTool }) {
  const t = useTranslations('tools')
  const common = useTranslations('common')
  const { name } = tool.definition
  const definition = formatValue(tool.definition)
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <ToolHead name={name} note={t('readOnly')}>
        <CopyButton text={definition} label={t('copyJson')} copiedLabel={common('copied')} />
      </ToolHead>
      <div className="flex max-w-170 flex-col gap-6 px-6 pb-8 max-lg:px-4 phone:px-3">
        <p className="text-ink-2 text-ui">{t(`server.${name}`)}</p>
        <p className="text-ink-2 text-ui">{t('server.text')}</p>
        <section className="flex flex-col gap-1">
          <h3 className="text-ink-3 text-small">{t('server.definition')}</h3>
          <CodeEditor label={t('server.definition')} language="json" value={definition} />
          <p className="pt-1 text-ink-3 text-small">
            {t('server.versions')}{' '}
            {tool.types.map((type) => (
              <code key={type} className="mr-2 inline-block font-mono">
                {type}
              </code>
            ))}
          </p>
        </section>
        <Availability tool={tool} />
      </div>
    </div>
  )
}

const MARKS = {
  yes: { icon: CircleCheck, tone: 'text-ok' },
  no: { icon: CircleSlash, tone: 'text-ink-3' },
  unknown: { icon: CircleHelp, tone: 'text-ink-3' },
} as const

/** Which models of the default upstream have it. */
function Availability({ tool }: { tool: ServerTool }) {
  const t = useTranslations('tools.server')
  const { data: settings } = useQuery(settingsQuery())
  const upstream = settings?.defaultUpstream ?? ''
  const { data: models } = useQuery(modelsQuery(upstream))
  if (models === undefined) return null
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-ink-3 text-small" data-user-text>
        {t('models', { upstream })}
      </h3>
      <ul>
        {models.map((model) => {
          const has = hasServerTool(model, tool)
          const state = has === null ? 'unknown' : has ? 'yes' : 'no'
          const { icon: Icon, tone } = MARKS[state]
          return (
            <li
              key={model.id}
              className="flex min-h-8 items-center gap-2 border-line border-b text-ui last:border-b-0"
            >
              <span className="min-w-0 flex-1 truncate" data-user-text>
                {modelLabel(model.id)}
              </span>
              <Icon aria-hidden size={14} strokeWidth={1.5} className={tone} />
              <span className="w-28 text-ink-2 text-small">{t(state)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
