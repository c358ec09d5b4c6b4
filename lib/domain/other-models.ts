import { compareModels, findModel, type ModelInfo } from './models'

/** The models that may answer in the place of one: its own line first, the newest before the others. */
export function otherModels(models: readonly ModelInfo[], instead: string): ModelInfo[] {
  const line = findModel(instead)?.line
  const isOfLine = (model: ModelInfo) => Number((model.line ?? findModel(model.id)?.line) === line)
  return models
    .filter(({ id, lifecycle }) => id !== instead && lifecycle !== 'retired')
    .sort((a, b) => isOfLine(b) - isOfLine(a) || compareModels(a, b))
}
