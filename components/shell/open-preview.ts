import { type PreviewPlace, showPreview } from '@/lib/client/preview-place'
import { focusLater } from './focus-later'

/** The id of the preview where it stands beside the thread. */
export const PREVIEW_ID = 'preview'

const OPENER = '[data-opens-preview]'

/** Marks what opens a preview: the focus comes back to it. */
export const OPENS_PREVIEW = { 'data-opens-preview': '' }

/** Opens a preview and goes into it; where it stands over the screen, it takes the focus itself. */
export function openPreview(place: Partial<PreviewPlace>): void {
  showPreview(place)
  focusLater(() => document.getElementById(PREVIEW_ID))
}

/** Whether something is what a preview is opened by. */
export function isOpener(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.closest(OPENER) !== null
}

/** Esc there closes the preview beside the thread, and does nothing else. */
export function isOfPreview(target: EventTarget | null): boolean {
  const preview = document.getElementById(PREVIEW_ID)
  return (
    preview !== null && target instanceof Node && (preview.contains(target) || isOpener(target))
  )
}
