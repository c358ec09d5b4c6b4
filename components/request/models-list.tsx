'use client'

import { type ReactNode, useState } from 'react'
import { onDemand } from '../ui/on-demand'
import { PickerTrigger } from '../ui/picker-trigger'
import { MODEL_ID, type ModelsListProps } from './models-list-props'

interface WantedProps extends ModelsListProps {
  /** What stands until the list is there. */
  closed: ReactNode
}

const Wanted = onDemand<WantedProps>(
  async () => (await import('./models-popup')).ModelsPopup,
  ({ closed }) => closed,
)

/** The models to pick from: the closed control alone until it is first opened. */
export function ModelsList(props: ModelsListProps) {
  const [isWanted, setWanted] = useState(false)
  const closed = (
    <PickerTrigger
      id={props.id ?? MODEL_ID}
      isPlain={props.isPlain}
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
