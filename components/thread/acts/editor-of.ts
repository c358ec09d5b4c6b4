import type { Message } from '@/lib/domain/conversation'

/** The id of the first box in which a turn is written anew. */
export function editorId({ id }: Message): string {
  return `edit-${id}`
}

/** That box, while it is there: where a menu that opened it leaves the focus. */
export function editorOf(turn: Message): HTMLElement | null {
  return document.getElementById(editorId(turn))
}
