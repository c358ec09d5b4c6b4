import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleX, FileUp, TriangleAlert } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { toolsQuery, useCreateTool } from '@/lib/client/queries/tools'
import { openTool } from '@/lib/client/use-tool-id'
import { newId } from '@/lib/domain/ids'
import { type FoundTool, findTools } from '@/lib/domain/tools/convert-tools'
import { type CustomDefinition, nameOfDefinition } from '@/lib/domain/tools/definition'
import { SaveError } from '../../settings/save-error'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { Dialog } from '../../ui/dialog'

interface Props {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Takes tools from JSON, and shows before which ones. */
export function ImportDialog({ isOpen, onOpenChange }: Props) {
  const t = useTranslations('tools.import')
  return (
    <Dialog title={t('title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {isOpen && <ImportForm onClose={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function ImportForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('tools.import')
  const common = useTranslations('common')
  const { data } = useQuery(toolsQuery())
  const [text, setText] = useState('')
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  /** As they were when the text was written: those that are kept from it since then are its own. */
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const found = useMemo(() => findTools(text, taken), [text, taken])
  const leave = (at: number) => setLeft((now) => new Set([...now, at]))
  const { take, isTaking, error } = useTake(leave, onClose)
  const chosen = found.tools.flatMap(({ definition }, at) =>
    definition === null || left.has(at) ? [] : [{ definition, at }],
  )
  const change = (next: string) => {
    setText(next)
    setTaken(new Set(data?.tools.map(({ definition }) => nameOfDefinition(definition))))
    setLeft(new Set())
  }
  const toggle = (at: number, isTaken: boolean) => {
    const next = new Set(left)
    if (isTaken) next.delete(at)
    else next.add(at)
    setLeft(next)
  }
  return (
    <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-5 pb-5 phone:px-4">
      <p className="text-ink-3 text-ui">{t('text')}</p>
      <CodeEditor
        label={t('label')}
        language="json"
        value={text}
        onChange={change}
        isFocused
        isInvalid={text !== '' && found.fault !== null}
        className="h-44 shrink-0"
      />
      <FileButton onText={change} />
      {text.trim() !== '' && found.fault !== null && (
        <p role="status" className="flex items-start gap-1.5 text-bad text-small">
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {t('noJson', { line: found.fault.line })}
        </p>
      )}
      {found.tools.length > 0 && (
        <ul aria-label={t('found')} className="flex flex-col">
          {found.tools.map((tool, at) => (
            <FoundRow
              // biome-ignore lint/suspicious/noArrayIndexKey: it may have no name
              key={at}
              tool={tool}
              isTaken={!left.has(at)}
              onChange={(isTaken) => toggle(at, isTaken)}
            />
          ))}
        </ul>
      )}
      {found.fault === null && found.tools.length === 0 && (
        <p role="status" className="text-ink-2 text-ui">
          {t('nothing')}
        </p>
      )}
      <SaveError error={error} />
      <div className="flex justify-end gap-2 pt-1">
        <Button variant="quiet" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          variant="primary"
          disabled={chosen.length === 0}
          busy={isTaking && t('taking')}
          onClick={() => take(chosen)}
        >
          {t('take', { count: chosen.length })}
        </Button>
      </div>
    </div>
  )
}

interface Chosen {
  definition: CustomDefinition
  /** Its place among what was found. */
  at: number
}

/** Keeps each, one after the other, and opens the first. */
function useTake(onKept: (at: number) => void, onClose: () => void) {
  const { mutateAsync } = useCreateTool()
  const take = useMutation({
    mutationFn: async (tools: readonly Chosen[]) => {
      const ids: string[] = []
      for (const { definition, at } of tools) {
        const id = newId()
        await mutateAsync({ id, definition, answer: { by: 'hand' }, approval: 'never' })
        ids.push(id)
        onKept(at)
      }
      return ids
    },
    onSuccess: ([first]) => {
      onClose()
      if (first !== undefined) openTool(first)
    },
  })
  return { take: take.mutate, isTaking: take.isPending, error: take.error }
}

interface RowProps {
  tool: FoundTool
  isTaken: boolean
  onChange: (isTaken: boolean) => void
}

function FoundRow({ tool, isTaken, onChange }: RowProps) {
  const t = useTranslations('tools.import')
  const { name, definition, problem, renamed } = tool
  const shown = name === '' ? t('noName') : name
  return (
    <li className="border-line border-b py-0.5 last:border-b-0">
      {definition === null ? (
        <p className="flex min-h-7 items-center gap-2 text-ink-3 text-ui">
          <CircleX aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-bad" />
          <span className="truncate font-mono text-code" data-user-text>
            {shown}
          </span>
        </p>
      ) : (
        <Checkbox isChecked={isTaken} onChange={onChange}>
          <span className="font-mono text-code" data-user-text>
            {renamed ?? shown}
          </span>
        </Checkbox>
      )}
      {problem !== null && (
        <p className="pb-1 pl-6 text-bad text-small">{t(`problems.${problem}`)}</p>
      )}
      {renamed !== null && (
        <p className="flex items-center gap-1.5 pb-1 pl-6 text-small text-warn">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
          {t('renamed', { name })}
        </p>
      )}
    </li>
  )
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const t = useTranslations('tools.import')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('file')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) void file.text().then(onText)
          event.target.value = ''
        }}
      />
      <Button
        icon={<FileUp aria-hidden size={16} strokeWidth={1.5} />}
        onClick={() => input.current?.click()}
      >
        {t('file')}
      </Button>
    </div>
  )
}
