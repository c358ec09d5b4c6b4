import { api, setSigningOut } from './api'

/** Ends this browser's session and leaves for the sign-in page; nothing of this page is asked for again. */
export async function signOut(): Promise<void> {
  setSigningOut(true)
  try {
    await api<void>('/api/session', { method: 'DELETE' })
  } catch (error) {
    setSigningOut(false)
    throw error
  }
  window.location.assign('/sign-in')
}
