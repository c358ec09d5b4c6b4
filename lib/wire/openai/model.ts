/** What OpenAI's shape needs of a listed model. */
interface Listed {
  id: string
  created_at: string
}

export interface OpenAiModel {
  id: string
  object: 'model'
  /** Unix seconds; 0 where nobody says. */
  created: number
  owned_by: 'anthropic'
}

/** A model as OpenAI's API shows it (claude-api.md §11). */
export function toOpenAiModel({ id, created_at }: Listed): OpenAiModel {
  const created = Math.floor(Date.parse(created_at) / 1000)
  return {
    id,
    object: 'model',
    created: Number.isNaN(created) ? 0 : created,
    owned_by: 'anthropic',
  }
}

export function toOpenAiModelList(models: readonly Listed[]): {
  object: 'list'
  data: OpenAiModel[]
} {
  return { object: 'list', data: models.map(toOpenAiModel) }
}
