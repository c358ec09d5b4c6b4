import type { KeyErrors, KeyFields } from '@/lib/domain/gateway-key-form'

/** What each part of a key's form is given. */
export interface FormPart {
  fields: KeyFields
  errors: KeyErrors
  change: (part: Partial<KeyFields>) => void
}
