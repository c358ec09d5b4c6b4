import type { ReactNode } from 'react'
import type { ModelInfo } from '@/lib/domain/models'

export interface ModelsListProps {
  /** In the order in which they are offered. */
  models: readonly ModelInfo[]
  chosen: ModelInfo | null
  label: string
  isSandbox: boolean
  /** The id of the control, where several stand on a screen. */
  id?: string
  /** It is text in a line, and no field. */
  isPlain?: boolean
  onPick: (model: ModelInfo) => void
  /** The closed control. */
  children: ReactNode
}

/** The id of the control. */
export const MODEL_ID = 'param-model'
