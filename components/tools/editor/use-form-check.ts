import { useDeferredValue, useMemo } from 'react'
import { checkForm, type FormCheck } from '@/lib/domain/tools/check-form'
import type { ToolForm } from '@/lib/domain/tools/tool-form'

export interface CheckedForm extends FormCheck {
  /** What was checked: a moment behind what is typed, so that typing never waits. */
  of: ToolForm
}

/** What is wrong with a tool as it is edited. */
export function useFormCheck(form: ToolForm): CheckedForm {
  const of = useDeferredValue(form)
  return useMemo(() => ({ ...checkForm(of), of }), [of])
}
