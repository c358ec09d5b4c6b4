import { useQueryClient } from '@tanstack/react-query'
import { FileText, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { attachFiles, cancelUpload } from '@/lib/client/attach'
import { getStoredDraft, setDraft, useStoredFiles } from '@/lib/client/stores/drafts'
import { getUploads, setPasted, usePasted, useUploads } from '@/lib/client/stores/uploads'
import type { ChatSettings } from '@/lib/domain/conversation'
import { keysOf } from '@/lib/domain/files/source'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { focusComposer } from '../focus-composer'
import { AttachedFile } from './attached-file'
import { ManyFilesOffer } from './many-files-offer'
import { UploadRow } from './upload-row'

/** More than so many can be taken out together. */
const MANY = 5

interface Props {
  conversationId: string | null
  /** Null until they are known. */
  settings: ChatSettings | null
}

/** What goes along with the text of the box, and what is on its way to that. */
export function Attachments({ conversationId, settings }: Props) {
  const t = useTranslations('attach')
  const uploads = useUploads().filter((one) => one.conversationId === conversationId)
  const count = useStoredFiles(conversationId).length + uploads.length
  const pasted = usePasted(conversationId)
  return (
    <section aria-label={t('attached')} data-files className="flex flex-col gap-2 px-3 pt-3">
      {count > MANY && <RemoveAll conversationId={conversationId} count={count} />}
      {/* However many they are, the box below stays in view. */}
      <div className="flex max-h-[25dvh] flex-col gap-2 overflow-y-auto">
        <AttachedFiles conversationId={conversationId} settings={settings} />
        {uploads.length > 0 && (
          <ul className="flex flex-col gap-1">
            {uploads.map((upload) => (
              <UploadRow key={upload.id} upload={upload} />
            ))}
          </ul>
        )}
      </div>
      <ManyFilesOffer conversationId={conversationId} goOn={focusComposer} />
      {pasted !== null && <PastedOffer conversationId={conversationId} text={pasted} />}
    </section>
  )
}

/** Says how many there are, and takes them all out. */
function RemoveAll({ conversationId, count }: { conversationId: string | null; count: number }) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const removeAll = () => {
    setDraft(conversationId, { files: [] })
    for (const upload of getUploads())
      if (upload.conversationId === conversationId) cancelUpload(client, upload.id)
    focusComposer()
  }
  return (
    <div className="flex items-center justify-between gap-2 text-ink-2 text-small">
      {t('all', { count })}
      <Button onClick={removeAll}>{t('removeAll')}</Button>
    </div>
  )
}

/** The files that are there: of how others get on, they hear nothing. */
const AttachedFiles = memo(function AttachedFiles({ conversationId, settings }: Props) {
  const t = useTranslations('attach')
  const files = useStoredFiles(conversationId)
  const keys = keysOf(files)
  return (
    <>
      <p role="status" className="sr-only">
        {files.length > 0 && t('count', { count: files.length })}
      </p>
      {files.length > 0 && (
        <ul className="flex flex-wrap items-start gap-2">
          {files.map((block, index) => (
            <AttachedFile
              key={keys[index]}
              conversationId={conversationId}
              settings={settings}
              block={block}
              index={index}
            />
          ))}
        </ul>
      )}
    </>
  )
})

/** A long text that was pasted can be a file instead. */
function PastedOffer({ conversationId, text }: { conversationId: string | null; text: string }) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const keep = () => {
    setPasted(null)
    focusComposer()
  }
  const attach = () => {
    const { text: typed } = getStoredDraft(conversationId)
    // The box has line ends of its own kind.
    const pasted = text.replaceAll(/\r\n?/g, '\n')
    const at = typed.lastIndexOf(pasted)
    if (at !== -1) {
      setDraft(conversationId, { text: typed.slice(0, at) + typed.slice(at + pasted.length) })
    }
    keep()
    attachFiles(client, conversationId, [new File([text], t('pastedName'), { type: 'text/plain' })])
  }
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2 text-small">
      <FileText aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
      <span className="min-w-52 flex-1">{t('pasted', { count: text.length })}</span>
      <Button onClick={attach}>{t('pastedAttach')}</Button>
      <IconButton icon={X} iconSize={14} label={t('pastedKeep')} onClick={keep} />
    </p>
  )
}
