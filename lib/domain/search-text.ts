/** A text as it is searched: letter case and width (ＡＢＣ, ｶﾅ) make no difference. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The words of a search, folded; all of them must be found. */
export function searchWords(query: string): string[] {
  return foldText(query).split(/\s+/).filter(Boolean)
}
