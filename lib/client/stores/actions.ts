import { create } from 'zustand'

/** Does what its id says. */
type Handler = () => void

/** What the parts of the screen that stand there now can do, by the id of the action. */
const store = create<Readonly<Record<string, readonly Handler[]>>>()(() => ({}))

/** Offers an action; where several parts do, the last one counts. Returns the way to end it. */
export function offerAction(id: string, handler: Handler): () => void {
  const change = (to: (handlers: readonly Handler[]) => readonly Handler[]) =>
    store.setState((state) => ({ [id]: to(state[id] ?? []) }))
  change((handlers) => [...handlers, handler])
  return () => change((handlers) => handlers.filter((one) => one !== handler))
}

/** Does an action; false when nothing offers it now. */
export function doAction(id: string): boolean {
  const handler = store.getState()[id]?.at(-1)
  handler?.()
  return handler !== undefined
}

/** True for the ids of actions that can be done now. */
export function useCanDo(): (id: string) => boolean {
  const state = store()
  return (id) => (state[id]?.length ?? 0) > 0
}
