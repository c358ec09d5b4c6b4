import { diffLines } from 'diff'
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchTool } from '@/lib/client/queries/tools'
import { formatValue } from '@/lib/domain/json-text/format'
import type { CustomDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { SaveError } from '../../settings/save-error'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { Note } from '../../ui/note'
import { useMcpTool } from './use-mcp-tool'

/** What the server of a tool says of it now, where that is not what was accepted; with a way to accept it. */
export function McpChange({ tool }: { tool: Tool }) {
  const t = useTranslations('mcpServers')
  const { answer } = tool
  const source = answer.by === 'mcp' ? answer : null
  const { server, offered } = useMcpTool(source)
  const { mutate, isPending, error } = usePatchTool()
  if (source === null || server === null) return null
  if (offered === null) {
    if (server.state !== 'connected') return null
    return (
      <Note
        tone="warn"
        icon={TriangleAlert}
        title={t('gone', { server: source.server, tool: source.tool })}
      >
        {t('goneText')}
      </Note>
    )
  }
  if (offered.answer.hash === source.hash) return null
  const accept = () =>
    mutate({ id: tool.id, definition: offered.definition, answer: offered.answer })
  return (
    <Note
      tone="warn"
      icon={TriangleAlert}
      title={t('changed', { server: source.server })}
      actions={
        <Button busy={isPending && t('accepting')} onClick={accept}>
          {t('accept')}
        </Button>
      }
    >
      <p>{t('changedText')}</p>
      <Difference before={tool.definition} after={offered.definition} />
      <SaveError error={error} />
    </Note>
  )
}

const MARKS = { add: '+', remove: '-', same: ' ' } as const
const TONES = { add: 'bg-ok-soft', remove: 'bg-bad-soft', same: '' } as const

function Difference({ before, after }: { before: CustomDefinition; after: CustomDefinition }) {
  const t = useTranslations('mcpServers')
  const lines = useMemo(
    () =>
      diffLines(textOf(before), textOf(after)).flatMap(({ value, added, removed }) => {
        const kind: keyof typeof MARKS = added ? 'add' : removed ? 'remove' : 'same'
        return value
          .replace(/\n$/, '')
          .split('\n')
          .map((text) => ({ kind, text }))
      }),
    [before, after],
  )
  return (
    <section
      aria-label={t('difference')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must by keyboard
      tabIndex={0}
      className="mt-2 max-h-80 overflow-auto rounded-md bg-bg py-1 font-mono text-code text-ink"
    >
      {lines.map(({ kind, text }, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          key={index}
          className={cx('wrap-anywhere flex whitespace-pre-wrap px-2', TONES[kind])}
        >
          <span className="w-4 shrink-0 text-ink-3">{MARKS[kind]}</span>
          {kind === 'add' ? (
            <ins className="no-underline">{text}</ins>
          ) : kind === 'remove' ? (
            <del className="no-underline">{text}</del>
          ) : (
            text
          )}
        </div>
      ))}
    </section>
  )
}

/** What the server has a say in. */
function textOf({ description = '', input_schema }: CustomDefinition): string {
  return `${description}\n\n${formatValue(input_schema)}\n`
}
