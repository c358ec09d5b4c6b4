import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import type { OpenProps } from './open-props'
import { OtherModel } from './other-model'

/** The way to the same request for another model. */
export function OpenInModel(props: OpenProps) {
  const t = useTranslations('request.otherModel')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        icon={<ArrowLeftRight aria-hidden size={16} strokeWidth={1.5} />}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      <Dialog title={t('title')} isOpen={isOpen} onOpenChange={setOpen} isFull>
        {isOpen && <OtherModel {...props} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}
