import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchFile } from '@/lib/client/queries/files'
import type { FileView } from '@/lib/domain/files/file'
import { ChooseAgain } from '../../files/choose-again'
import { Button } from '../../ui/button'
import { useErrorWords } from '../../ui/use-error-words'

/** Says of a file in a box or a turn that it is gone, and gives the way to have it back. */
export function GoneFile({ file, isNews = false }: { file: FileView; isNews?: boolean }) {
  const t = useTranslations('filesScreen')
  const errorWords = useErrorWords()
  const patch = usePatchFile()
  if (!file.isDeleted) {
    return (
      <Problem text={t('noCopy')} isNews={isNews}>
        <ChooseAgain file={file} />
      </Problem>
    )
  }
  return (
    <Problem
      text={patch.error === null ? t('isDeleted') : errorWords(patch.error)}
      isNews={isNews || patch.error !== null}
    >
      <Button
        disabled={patch.isPending}
        keepsFocus
        onClick={() => patch.mutate({ id: file.id, deleted: false })}
      >
        {t('bringBack')}
      </Button>
    </Problem>
  )
}

interface ProblemProps {
  text: string
  /** Whether a screen reader says it at once: in the box, not in each turn that one scrolls by. */
  isNews?: boolean
  children?: ReactNode
}

/** Why a file does not go along, and what helps. */
export function Problem({ text, isNews = true, children }: ProblemProps) {
  return (
    <div
      {...(isNews && { role: 'alert' })}
      className="flex max-w-md flex-wrap items-start gap-1.5 px-2 pb-1.5 text-bad text-small"
    >
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span className="min-w-0 flex-1">{text}</span>
      {children}
    </div>
  )
}
