import { createContext } from 'react'
import { type Preferences, preferencesSchema } from '@/lib/domain/preferences'

/** How the owner likes to read and write, as the page was drawn with. */
export const PreferencesContext = createContext<Preferences>(preferencesSchema.parse({}))
