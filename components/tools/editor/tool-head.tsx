import { ArrowLeft, CircleX, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { openTool } from '@/lib/client/use-tool-id'
import { IconButton } from '../../ui/icon-button'

interface Props {
  name: string
  /** What is known of it: in how many conversations it is used, or why it cannot be changed. */
  note: string
  /** What can be done with it. */
  children: ReactNode
}

/** The bar over a tool; on a phone with the way back to the list. */
export function ToolHead({ name, note, children }: Props) {
  const t = useTranslations('tools')
  return (
    <header className="sticky top-0 z-10 flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 bg-bg px-6 max-lg:px-4 phone:min-h-14 phone:pr-3 phone:pl-1">
      <IconButton
        label={t('back')}
        icon={ArrowLeft}
        onClick={() => openTool(null)}
        className="md:hidden"
      />
      <h2 className="min-w-0 truncate py-2 font-medium font-mono text-title">
        {name === '' ? <span className="text-ink-3">{t('unnamed')}</span> : name}
      </h2>
      <p className="min-w-0 flex-1 truncate pl-1 text-ink-3 text-small phone:hidden">{note}</p>
      <div className="ml-auto flex items-center gap-1.5 phone:gap-0.5">{children}</div>
    </header>
  )
}

/** How many things keep a tool from being saved. */
export function ErrorCount({ count }: { count: number }) {
  const t = useTranslations('tools')
  return (
    <p
      role="status"
      className="flex items-center gap-1.5 whitespace-nowrap px-1 text-bad text-small"
    >
      {count > 0 && (
        <>
          <CircleX aria-hidden size={14} strokeWidth={1.5} />
          {t('errors', { count })}
        </>
      )}
    </p>
  )
}

export function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const t = useTranslations('tools')
  return <IconButton label={t('delete')} icon={Trash2} onClick={onDelete} />
}
