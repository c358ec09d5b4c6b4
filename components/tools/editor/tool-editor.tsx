import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import { type EditedTool, useSaveTool } from '@/lib/client/use-tool-form'
import { checkForm } from '@/lib/domain/tools/check-form'
import { freeName } from '@/lib/domain/tools/convert-tools'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import { isPinned } from '@/lib/domain/tools/tool-form'
import { SaveError } from '../../settings/save-error'
import { Button } from '../../ui/button'
import { AnswerPanel } from '../answer/answer-panel'
import { beginTool } from '../begin-tool'
import { McpChange } from '../mcp/mcp-change'
import { ToolFrame } from '../tool-frame'
import { useDeleteTool } from '../use-delete-tool'
import { ExportMenu } from './export-menu'
import { ToolFields } from './tool-fields'
import { DeleteButton, ErrorCount, ToolHead } from './tool-head'
import { useFormCheck } from './use-form-check'

interface Props {
  tool: EditedTool
  /** In how many conversations it is chosen. */
  uses: number
}

/** One of one's own tools, to be changed. */
export function ToolEditor({ tool, uses }: Props) {
  const t = useTranslations('tools')
  const { id, saved, form, isDirty } = tool
  const { data } = useQuery(toolsQuery())
  const check = useFormCheck(form)
  const { save, isSaving, error } = useSaveTool()
  const { remove, error: deleteError } = useDeleteTool()
  const names = useMemo(
    () =>
      new Set(
        data?.tools.filter((one) => one.id !== id).map((one) => nameOfDefinition(one.definition)),
      ),
    [data, id],
  )
  const saveIfGood = () => {
    // Saved is what stands there now, which the last check may not have seen yet.
    const { errors } = check.of === form ? check : checkForm(form)
    if (isDirty && !isSaving && errors === 0) save(tool)
  }
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    saveIfGood()
  }
  const duplicate = () => {
    const name = freeName(form.name, new Set([...names, form.name]))
    // What a server answers, a copy of one's own does not.
    beginTool({ ...form, name, way: form.way === 'mcp' ? 'hand' : form.way })
  }
  const copyWord = t(isPinned(saved) ? 'duplicateAsYours' : 'duplicate')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chord of all its fields
    <div role="presentation" onKeyDown={press} className="flex min-h-0 flex-1 flex-col">
      <ToolFrame
        head={
          <ToolHead
            name={form.name}
            note={saved === null ? t('notSaved') : t('uses', { count: uses })}
          >
            <ErrorCount count={check.errors} />
            <Button variant="quiet" onClick={duplicate} className="phone:hidden">
              {copyWord}
            </Button>
            <ExportMenu tool={tool} duplicate={{ label: copyWord, act: duplicate }} />
            <DeleteButton onDelete={() => remove(tool)} />
            <Button
              variant="primary"
              disabled={!isDirty || check.errors > 0}
              busy={isSaving && t('saving')}
              aria-keyshortcuts="Control+S Meta+S"
              onClick={saveIfGood}
            >
              {t('save')}
            </Button>
          </ToolHead>
        }
        fields={
          <>
            <SaveError error={error ?? deleteError} />
            {saved !== null && <McpChange tool={saved} />}
            <ToolFields tool={tool} check={check} taken={names} />
          </>
        }
        answer={<AnswerPanel tool={tool} check={check} />}
      />
    </div>
  )
}
