'use client'

import { type ReactNode, useState } from 'react'
import type { ModelInfo } from '@/lib/domain/models'
import { onDemand } from '../ui/on-demand'
import type { PickerProps } from '../ui/picker'
import { PickerTrigger } from '../ui/picker-trigger'

interface WantedProps extends PickerProps<ModelInfo> {
  /** What stands until the list is there. */
  closed: ReactNode
}

const Wanted = onDemand<WantedProps>(
  async () => (await import('../ui/picker')).Picker<ModelInfo>,
  ({ closed }) => closed,
)

/** The models to pick from: the closed control alone until it is first opened. */
export function ModelsList(props: PickerProps<ModelInfo>) {
  const [isWanted, setWanted] = useState(false)
  const closed = (
    <PickerTrigger
      {...(props.id === undefined ? {} : { id: props.id })}
      label={props.label}
      isOpen={isWanted}
      onOpen={() => setWanted(true)}
      onNear={() => void Wanted.preload()}
    >
      {props.children}
    </PickerTrigger>
  )
  return isWanted ? <Wanted {...props} closed={closed} /> : closed
}
