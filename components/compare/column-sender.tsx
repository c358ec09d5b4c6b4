import { useSendWaiting } from '@/lib/client/comparison/column-queue'
import type { Column } from '@/lib/client/comparison/use-columns'

/** Sends what waits in a column, whether that is in view or not. */
export function ColumnSender({ column }: { column: Column }) {
  useSendWaiting(column)
  return null
}
