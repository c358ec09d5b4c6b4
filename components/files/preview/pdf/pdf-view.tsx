import './pdf.css'
import { CircleX, FileLock2, FileQuestion, type LucideIcon, WifiOff } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { PdfFlaw } from './pdf-flaw'
import { PdfLoading } from './pdf-loading'
import type { PdfPreviewProps } from './pdf-place'
import { PdfReader } from './pdf-reader'
import { usePdf } from './use-pdf'

/** A PDF at an address of this server. */
export function PdfView({ url, place, head, onLocated }: PdfPreviewProps) {
  const { state, tryAgain } = usePdf(url)
  // A document that is opened anew opens where somebody was.
  const page = useRef(1)
  if (state.kind === 'loading') return <PdfLoading />
  if (state.kind === 'flawed') return <Flaw url={url} flaw={state.flaw} onRetry={tryAgain} />
  return <PdfReader pdf={state.pdf} {...{ place, head, page, onLocated }} onReopen={tryAgain} />
}

/** What is to be done about it: the bytes may be of use elsewhere, or come another time. */
const FLAWS: Readonly<Record<PdfFlaw, { icon: LucideIcon; act: 'download' | 'retry' | null }>> = {
  broken: { icon: CircleX, act: 'download' },
  encrypted: { icon: FileLock2, act: 'download' },
  gone: { icon: FileQuestion, act: null },
  offline: { icon: WifiOff, act: 'retry' },
}

function Flaw({ url, flaw, onRetry }: { url: string; flaw: PdfFlaw; onRetry: () => void }) {
  const t = useTranslations('preview.pdf')
  const { icon: Icon, act } = FLAWS[flaw]
  return (
    <div role="alert" className="flex min-h-0 flex-1 flex-col items-start gap-3 bg-side p-5">
      <p className="flex gap-2.5 text-ui">
        <Icon aria-hidden size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-ink-3" />
        {t(`flaws.${flaw}`)}
      </p>
      {act === 'download' && (
        <a href={url} download className={buttonClass()}>
          {t('download')}
        </a>
      )}
      {act === 'retry' && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}
