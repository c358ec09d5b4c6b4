import { useRef } from 'react'

type Mutate<Data, Variables> = (
  variables: Variables,
  options: { onSuccess: (data: Data) => void; onSettled: () => void },
) => void

/** A mutation's `mutate` that does nothing while it is under way: a double click comes before anything is drawn. */
export function useOnce<Data, Variables>(mutate: Mutate<Data, Variables>) {
  const isUnderWay = useRef(false)
  return (variables: Variables, onSuccess: (data: Data) => void = () => {}) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    mutate(variables, {
      onSuccess,
      onSettled: () => {
        isUnderWay.current = false
      },
    })
  }
}
