import { File as FileIcon } from 'lucide-react'

/** A file that the upstream keeps, by its id. */
export function FileChip({ fileId }: { fileId: unknown }) {
  return (
    <p className="flex h-6 w-fit max-w-full items-center gap-1.5 self-start rounded-sm bg-active px-2 text-small">
      <FileIcon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span className="truncate font-mono text-[12px]">{String(fileId ?? '')}</span>
    </p>
  )
}
