import { compareModels, findModel, type ModelInfo } from './models'

/**
 * The models that may answer in the place of one: the newest of its own line, the newest of each other
 * line, then the older ones, its own line first.
 */
export function otherModels(models: readonly ModelInfo[], instead: string): ModelInfo[] {
  const own = findModel(instead)?.line
  const lineOf = (model: ModelInfo) => model.line ?? findModel(model.id)?.line
  const isOfLine = (model: ModelInfo) => Number(lineOf(model) === own)
  const sorted = models
    .filter(({ id, lifecycle }) => id !== instead && lifecycle !== 'retired')
    .sort((a, b) => isOfLine(b) - isOfLine(a) || compareModels(a, b))
  const isNewest = (model: ModelInfo) =>
    sorted.find((one) => lineOf(one) === lineOf(model))?.id === model.id
  return [...sorted.filter(isNewest), ...sorted.filter((model) => !isNewest(model))]
}
