import { api } from './api'

/** Ends this browser's session, and loads the sign-in page anew: nothing drawn for the owner stays. */
export async function signOut(): Promise<void> {
  await api<void>('/api/session', { method: 'DELETE' })
  window.location.assign('/sign-in')
}
