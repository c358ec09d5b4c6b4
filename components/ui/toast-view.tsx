'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './cx'
import { Keys } from './keys'
import type { ToastContent } from './toast-content'

const SHOWN_FOR_MS = 8000
/** One at a time: the next takes its place. */
const ID = 'toast'

/**
 * Over the composer, wherever that stands and however high it has grown, and over the way down to new
 * text; where there is no composer, over the middle of the screen beside the sidebar. A browser
 * without anchors shows it in the middle of the window.
 */
const VIEWPORT = cx(
  'fixed bottom-31 left-1/2 z-50 flex w-full max-w-md -translate-x-1/2 justify-center px-4 outline-none phone:bottom-20',
  'supports-[anchor-name:--a]:bottom-[max(calc(anchor(--composer_top,0px)+24px),calc(anchor(--new-text_top,0px)+8px))] supports-[anchor-name:--a]:left-[anchor(--composer_center,anchor(--main_center,50%))] phone:supports-[anchor-name:--a]:bottom-[max(calc(anchor(--composer_top,0px)+12px),calc(anchor(--new-text_top,0px)+8px))]',
)

const manager = Base.createToastManager<ToastContent>()

interface ToastViewProps {
  isOpen: boolean
  content: ToastContent | null
  onUndo: (content: ToastContent) => void
  /** Its time is over, or it was swiped away. */
  onClose: (content: ToastContent) => void
}

/** Shows a toast, and each that takes its place. */
export function ToastView({ content, onUndo, onClose }: ToastViewProps) {
  const t = useTranslations('shell')
  useEffect(() => {
    if (content === null) manager.close(ID)
    else
      manager.add({
        id: ID,
        timeout: SHOWN_FOR_MS,
        data: content,
        onClose: () => onClose(content),
      })
  }, [content, onClose])
  return (
    <Base.Provider toastManager={manager} limit={1} timeout={SHOWN_FOR_MS}>
      <Base.Portal>
        <Base.Viewport aria-label={t('notices')} className={VIEWPORT}>
          <ToastList onUndo={onUndo} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList({ onUndo }: Pick<ToastViewProps, 'onUndo'>) {
  const { toasts } = Base.useToastManager<ToastContent>()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection="down"
      className="rise absolute bottom-0 h-11 max-w-[calc(100%-32px)] translate-y-(--toast-swipe-movement-y) rounded-lg bg-raised text-ink shadow-float"
    >
      {toast.data !== undefined && <ToastBody content={toast.data} onUndo={onUndo} />}
    </Base.Root>
  ))
}

function ToastBody({
  content,
  onUndo,
}: { content: ToastContent } & Pick<ToastViewProps, 'onUndo'>) {
  const { text, icon: Icon, undo } = content
  return (
    <Base.Content className="flex h-full items-center gap-2.5 pr-2 pl-3.5">
      <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <Base.Title className="mr-6 truncate text-ui">{text}</Base.Title>
      <button
        type="button"
        onClick={() => onUndo(content)}
        className="fade flex h-7 shrink-0 items-center gap-2 rounded-md px-2 font-medium text-accent text-ui hover:bg-hover phone:h-11 phone:px-3"
      >
        {undo.label}
        <Keys keys={undo.keys} className="phone:hidden" />
      </button>
    </Base.Content>
  )
}
