/** A branch that this tab has brought into view, on its way to the server. */
interface Choice {
  headId: string
  /** Settles when the server has heard of the last choice, or could not. */
  moved: Promise<void>
}

/** By conversation. What is fetched while one is here may be older than it. */
const choices = new Map<string, Choice>()

/** The head that was chosen here and is not yet known to be stored. */
export function chosenHead(conversationId: string): string | undefined {
  return choices.get(conversationId)?.headId
}

/** Resolves when no choice is on its way. */
export async function headMoved(conversationId: string): Promise<void> {
  await choices.get(conversationId)?.moved
}

/**
 * Tells the server of a choice by `tell`, one call at a time: of several made meanwhile only the last
 * is told. Rejects, for the first of them, with what the server answered.
 */
export function chooseHead(
  conversationId: string,
  headId: string,
  tell: (headId: string) => Promise<unknown>,
): Promise<void> {
  const underWay = choices.get(conversationId)
  if (underWay !== undefined) {
    underWay.headId = headId
    return Promise.resolve()
  }
  const choice = { headId, moved: Promise.resolve() }
  const telling = tellLast(choice, tell).finally(() => choices.delete(conversationId))
  choice.moved = telling.catch(() => {})
  choices.set(conversationId, choice)
  return telling
}

async function tellLast(choice: Choice, tell: (headId: string) => Promise<unknown>): Promise<void> {
  for (let told: string | null = null; told !== choice.headId; ) {
    told = choice.headId
    await tell(told)
  }
}
