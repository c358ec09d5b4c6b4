'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Button } from './button'

interface Props {
  isOpen: boolean
  onClose: () => void
  /** A question. */
  title: string
  /** What follows, in one sentence. */
  text: string
  cancelLabel: string
  /** The verb that does it. */
  confirmLabel: string
  onConfirm: () => void
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({ isOpen, onClose, ...words }: Props) {
  const { title, text, cancelLabel, confirmLabel, onConfirm } = words
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="rise fixed top-1/3 left-1/2 z-50 w-105 max-w-[calc(100vw-32px)] -translate-x-1/2 rounded-xl bg-raised p-4 text-ink shadow-float outline-none">
          <AlertDialog.Title className="wrap-anywhere font-semibold text-title">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="wrap-anywhere pt-1 text-ink-2 text-ui">
            {text}
          </AlertDialog.Description>
          <div className="flex justify-end gap-2 pt-4">
            <AlertDialog.Close render={<Button variant="quiet">{cancelLabel}</Button>} />
            <Button
              variant="danger"
              onClick={() => {
                onConfirm()
                onClose()
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
