import { useMemo } from 'react'
import { usePause } from '@/lib/client/use-pause'
import { checkForm, type FormCheck } from '@/lib/domain/tools/check-form'
import type { ToolForm } from '@/lib/domain/tools/tool-form'

/** A schema of 2,000 lines takes longer to check than a key may take; between two keys is less than this. */
const PAUSE_MS = 150

export interface CheckedForm extends FormCheck {
  /** What was checked: as it was when nobody typed for a moment. */
  of: ToolForm
}

/** What is wrong with a tool as it is edited. */
export function useFormCheck(form: ToolForm): CheckedForm {
  const of = usePause(form, PAUSE_MS)
  return useMemo(() => ({ ...checkForm(of), of }), [of])
}
