import type { ReactNode } from 'react'
import type { ModelInfo } from '@/lib/domain/models'

export interface ModelsListProps {
  /** In the order in which they are offered. */
  models: readonly ModelInfo[]
  chosen: ModelInfo | null
  label: string
  isSandbox: boolean
  onPick: (model: ModelInfo) => void
  /** The closed control. */
  children: ReactNode
}

/** The id of the control. */
export const MODEL_ID = 'param-model'
