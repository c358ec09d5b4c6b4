import { create } from 'zustand'

/** What the live connection says of itself and of its server. Written by what reads it alone. */
const store = create<{ isLost: boolean; isUnsaved: boolean }>()(() => ({
  isLost: false,
  isUnsaved: false,
}))

/** True when this tab has not reached Parley for long enough to say so; answers go on at the server. */
export function useIsConnectionLost(): boolean {
  return store((state) => state.isLost)
}

export function setConnectionLost(isLost: boolean): void {
  if (store.getState().isLost !== isLost) store.setState({ isLost })
}

/** True while what arrives is in the server's memory only. */
export function useIsUnsaved(): boolean {
  return store((state) => state.isUnsaved)
}

export function setUnsaved(isUnsaved: boolean): void {
  if (store.getState().isUnsaved !== isUnsaved) store.setState({ isUnsaved })
}
