import { ChartScatter, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { onDemand } from '../../ui/on-demand'

interface Props {
  comparisonId: string
  columns: readonly Column[]
}

const SweepsView = onDemand<Props>(async () => (await import('./sweeps-view')).SweepsView)

/** The way to repeats and sweeps of a comparison, and to what they have shown. */
export function SweepsButton(props: Props) {
  const t = useTranslations('sweeps')
  const common = useTranslations('common')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        aria-label={t('title')}
        icon={<ChartScatter aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        onClick={() => setOpen(true)}
        className="phone:w-11 phone:px-0!"
      >
        <span className="max-xl:sr-only">{t('open')}</span>
      </Button>
      <Dialog
        title={t('title')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isFull
        end={<IconButton label={common('close')} icon={X} onClick={() => setOpen(false)} />}
      >
        {isOpen && <SweepsView {...props} />}
      </Dialog>
    </>
  )
}
