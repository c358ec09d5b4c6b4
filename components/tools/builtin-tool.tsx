import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { freeName } from '@/lib/domain/tools/convert-tools'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import { isFileTool } from '@/lib/domain/tools/file-tool-names'
import { Button } from '../ui/button'
import { beginTool } from './begin-tool'
import { ExportMenu } from './editor/export-menu'
import { SchemaField } from './editor/schema-field'
import { ToolHead } from './editor/tool-head'
import { useFormCheck } from './editor/use-form-check'
import { ReadDescription } from './read-description'
import { ToolFrame } from './tool-frame'
import { TryIt } from './try/try-it'

/** A tool that the program brings: to be read and tried, and to be copied. */
export function BuiltinTool({ tool, uses }: { tool: EditedTool; uses: number }) {
  const t = useTranslations('tools')
  const { form } = tool
  const { data } = useQuery(toolsQuery())
  const check = useFormCheck(form)
  const duplicate = () => {
    const names = new Set(data?.tools.map(({ definition }) => nameOfDefinition(definition)))
    beginTool({ ...form, name: freeName(form.name, names) })
  }
  return (
    <ToolFrame
      head={
        <ToolHead name={form.name} note={t('uses', { count: uses })}>
          <ExportMenu tool={tool} />
          <Button onClick={duplicate}>{t('duplicateAsYours')}</Button>
        </ToolHead>
      }
      fields={
        <>
          <ReadDescription text={form.description} />
          <SchemaField value={form.schema} onChange={undefined} check={check} />
        </>
      }
      answer={
        <>
          <section className="flex flex-col gap-1">
            <h3 className="flex h-7 items-center font-semibold text-ui">{t('answeredBy')}</h3>
            <p className="text-ink-2 text-ui">{t('builtinText')}</p>
            {isFileTool(form.name) && <p className="text-ink-2 text-ui">{t('fileToolText')}</p>}
          </section>
          <TryIt tool={tool} check={check} />
        </>
      }
    />
  )
}
