import { Popover } from '@base-ui/react/popover'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { ChevronDown, Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { getStoredDraft, setDraft } from '@/lib/client/stores/drafts'
import { useConversation } from '@/lib/client/use-conversation'
import { type ChatSettings, pathTo } from '@/lib/domain/conversation'
import { estimateFileTokens } from '@/lib/domain/files/estimate'
import type { FileView } from '@/lib/domain/files/file'
import { localSourceOf, type Way } from '@/lib/domain/files/source'
import { areDocumentsCited, blockOfFile, wayAt, waysOf, wordsOf } from '@/lib/domain/files/ways'
import type { Block } from '@/lib/wire/types'
import { Checkbox } from '../../ui/checkbox'
import { cx } from '../../ui/cx'
import { Field } from '../../ui/field'
import { popupClass } from '../../ui/popup'
import { TextField } from '../../ui/text-field'

interface Props {
  conversationId: string | null
  settings: ChatSettings | null
  /** Whether the upstream takes files, as far as is known. */
  canUpload: boolean
  /** How it really goes there. */
  way: Way
  file: FileView
  block: Block
  index: number
}

/** How a file goes to the model, to be looked at and chosen; and what is said of it beside. */
export function FileWay(props: Props) {
  const { conversationId, settings, canUpload, way, file, block, index } = props
  const t = useTranslations('attach')
  const { facts } = file
  const put = (changed: Block) => {
    const { files } = getStoredDraft(conversationId)
    setDraft(conversationId, { files: files.map((one, at) => (at === index ? changed : one)) })
  }
  const words = wordsOf(block)
  const isRefused = (one: Way) => wayAt(facts, file.sizeBytes, one, canUpload) !== one
  const choose = (chosen: Way) => {
    if (isRefused(chosen)) return
    const title = words.title ?? file.name
    put(blockOfFile(file.id, chosen, facts?.kind ?? 'other', { ...words, title }))
  }
  // What is said of it leaves the way that was chosen: another upstream may take it so.
  const chosenWay = localSourceOf(block)?.way ?? way
  const say = (patch: Partial<typeof words>) =>
    put(blockOfFile(file.id, chosenWay, facts?.kind ?? 'other', { ...words, ...patch }))
  const ways = facts === null ? [way] : waysOf(facts, file.sizeBytes)
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t('wayOf', { name: file.name, way: t(`ways.${way}.name`) })}
        className="fade -mr-1 flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 text-ink-3 text-small hover:bg-hover hover:text-ink-2 phone:h-11"
      >
        {t(`ways.${way}.short`)}
        <ChevronDown aria-hidden size={12} strokeWidth={1.5} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup
            className={cx(
              popupClass,
              'flex w-84 max-w-(--available-width) flex-col gap-3 overflow-y-auto p-3',
            )}
          >
            <Popover.Title className="font-semibold text-ui">{t('wayTitle')}</Popover.Title>
            <RadioGroup
              aria-label={t('wayTitle')}
              value={way}
              onValueChange={(chosen) => choose(chosen as Way)}
              className="flex flex-col gap-1"
            >
              {ways.map((one) => (
                <Radio.Root
                  key={one}
                  value={one}
                  aria-disabled={isRefused(one) || undefined}
                  className="fade group flex items-start gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover aria-disabled:text-ink-4 aria-disabled:hover:bg-transparent"
                >
                  <span
                    aria-hidden
                    className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong group-data-checked:border-accent"
                  >
                    <Radio.Indicator className="size-2 rounded-full bg-accent" />
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="flex gap-2 text-ui">
                      <span className="flex-1">{t(`ways.${one}.name`)}</span>
                      {facts !== null && <Tokens tokens={estimateFileTokens(facts, one)} />}
                    </span>
                    <span className="block text-ink-3 text-small">
                      {isRefused(one) ? t('noFilesApiHere') : t(`ways.${one}.text`)}
                    </span>
                  </span>
                </Radio.Root>
              ))}
            </RadioGroup>
            {block.type === 'document' && (
              <DocumentFields
                conversationId={conversationId}
                settings={settings}
                words={words}
                onChange={say}
              />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Tokens({ tokens }: { tokens: number | null }) {
  const t = useTranslations('attach')
  if (tokens === null) return null
  return <span className="shrink-0 text-ink-3 text-small">{t('tokens', { count: tokens })}</span>
}

const noteClass = 'flex items-start gap-1.5 pl-6 text-ink-3 text-small'

interface FieldsProps extends Pick<Props, 'conversationId' | 'settings'> {
  words: ReturnType<typeof wordsOf>
  onChange: (patch: Partial<ReturnType<typeof wordsOf>>) => void
}

/** What a document is called, what is said about it, and whether answers cite it. */
function DocumentFields({ conversationId, settings, words, onChange }: FieldsProps) {
  const t = useTranslations('attach')
  const { data } = useConversation(conversationId)
  const before = data === undefined ? null : areDocumentsCited(pathTo(data.messages, data.headId))
  const isStructured = settings?.outputSchema != null
  const cite = (citations: boolean) => {
    const { files } = getStoredDraft(conversationId)
    // All documents of a request, or none (claude-api.md §2.7).
    setDraft(conversationId, {
      files: files.map((block) => {
        const { citations: _old, ...rest } = block
        return block.type !== 'document' || !citations
          ? rest
          : { ...rest, citations: { enabled: true } }
      }),
    })
  }
  return (
    <>
      <Field label={t('title')}>
        <TextField
          value={words.title ?? ''}
          onChange={(event) => onChange({ title: event.target.value || null })}
        />
      </Field>
      <Field label={t('context')}>
        <TextField
          value={words.context ?? ''}
          placeholder={t('contextHint')}
          onChange={(event) => onChange({ context: event.target.value || null })}
        />
      </Field>
      <div>
        {/* Where those of the box are not as those before them, they can be made so. */}
        <Checkbox
          isChecked={words.citations}
          isDisabled={before === words.citations}
          onChange={cite}
        >
          {t('citations')}
        </Checkbox>
        {before !== null && (
          <p className={noteClass}>
            <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
            {t(before ? 'citationsLockedOn' : 'citationsLockedOff')}
          </p>
        )}
        {isStructured && before !== false && (
          <p className={noteClass}>{t('citationsStructured')}</p>
        )}
        {!isStructured && before === null && <p className={noteClass}>{t('citationsAll')}</p>}
      </div>
    </>
  )
}
