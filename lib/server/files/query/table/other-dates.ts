import 'server-only'
import { isIsoDate, typeOfWords } from '@/lib/domain/files/table/read-value'

/** Which columns have dates whose order is not that of their letters, as far as these rows tell. */
export function otherDatesOf(rows: readonly (readonly string[])[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      const text = cell.trim()
      if (typeOfWords(text) === 'date' && !isIsoDate(text)) found.add(at)
    }
  }
  return found
}
