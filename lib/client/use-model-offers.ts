import { useQueries, useQuery } from '@tanstack/react-query'
import { compareModels, type ModelInfo } from '../domain/models'
import { modelsQuery } from './queries/models'
import { settingsQuery } from './queries/settings'

/** An upstream that can be asked, with the list of its models as far as it has come. */
export interface ModelOffer {
  name: string
  label: string
  isSandbox: boolean
  models: readonly ModelInfo[]
  isPending: boolean
  isError: boolean
}

/** What can be asked: that which answers for real comes first. */
export function useModelOffers(): ModelOffer[] {
  const ready = (useQuery(settingsQuery()).data?.upstreams ?? []).filter((one) => one.isReady)
  const upstreams = [...ready].sort((a, b) => Number(a.isSandbox) - Number(b.isSandbox))
  const lists = useQueries({ queries: upstreams.map(({ name }) => modelsQuery(name)) })
  return upstreams.map(({ name, label, isSandbox }, index) => {
    const { data, isError = false, isPending = true } = lists[index] ?? {}
    const models = [...(data ?? [])].sort(compareModels)
    return { name, label, isSandbox, models, isError, isPending }
  })
}
