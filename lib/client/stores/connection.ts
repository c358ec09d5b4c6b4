import { create } from 'zustand'

/** Whether the live connection has been away long enough to say so. Written by live.ts alone. */
const store = create<{ isLost: boolean }>()(() => ({ isLost: false }))

/** True while this tab cannot reach Parley; answers go on at the server. */
export function useIsConnectionLost(): boolean {
  return store((state) => state.isLost)
}

export function setConnectionLost(isLost: boolean): void {
  if (store.getState().isLost !== isLost) store.setState({ isLost })
}
