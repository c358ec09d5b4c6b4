/** A model at an upstream. */
export interface ModelChoice {
  upstream: string
  model: string
}

/** More than can be compared, and still not all that an address could hold. */
const MOST_CHOSEN = 50

/** Models as the query of an address has them: `upstream~model,upstream~model`. */
export function writeChoices(choices: readonly ModelChoice[]): string {
  const part = (text: string) => encodeURIComponent(shield(text))
  return choices.map(({ upstream, model }) => `${part(upstream)}~${part(model)}`).join(',')
}

/** Tells models at upstreams apart. */
export function choiceKey({ upstream, model }: ModelChoice): string {
  return `${shield(upstream)}~${shield(model)}`
}

/** Reads them from a value of a query, each once; what names no model is left out. */
export function readChoices(value: string): ModelChoice[] {
  const found = new Map<string, ModelChoice>()
  for (const part of value.split(',').slice(0, MOST_CHOSEN)) {
    const [upstream = '', ...rest] = part.split('~')
    const choice = { upstream: unshield(upstream), model: unshield(rest.join('~')) }
    if (choice.upstream !== '' && choice.model !== '') found.set(choiceKey(choice), choice)
  }
  return [...found.values()]
}

/** What parts the names, within a name: the query's own encoding is gone when they are parted. */
function shield(name: string): string {
  return name.replaceAll(/[%,~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function unshield(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
