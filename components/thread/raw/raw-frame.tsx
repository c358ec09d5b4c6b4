import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMediaQuery } from '../../shell/use-media-query'
import { Drawer } from '../../ui/drawer'
import { IconButton } from '../../ui/icon-button'

interface Props {
  title: string
  onClose: () => void
  children: ReactNode
}

/** The sheet in which a turn is shown as it went over the wire: at the side, from below on a phone. */
export function RawFrame({ title, onClose, children }: Props) {
  const common = useTranslations('common')
  const isPhone = useMediaQuery('(width < 768px)')
  return (
    <Drawer
      label={title}
      side={isPhone ? 'bottom' : 'right'}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      className={isPhone ? 'h-[90dvh]' : 'w-[min(680px,90vw)] bg-bg!'}
    >
      <div className="flex h-12 shrink-0 items-center justify-between pr-2 pl-4">
        <h2 className="font-semibold text-title">{title}</h2>
        <IconButton label={common('close')} icon={X} onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-6">{children}</div>
    </Drawer>
  )
}
