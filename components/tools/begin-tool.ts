import { startTool } from '@/lib/client/use-tool-form'
import { openTool } from '@/lib/client/use-tool-id'
import type { ToolForm } from '@/lib/domain/tools/tool-form'
import { focusLater } from '../shell/focus-later'

/** Of the field with a tool's name. The one before may stand for a moment longer. */
export const nameFieldId = (toolId: string) => `name-${toolId}`

/** Opens a new tool, with the focus on its name: that is what it needs first. */
export function beginTool(form?: ToolForm): void {
  const id = startTool(form)
  openTool(id)
  focusLater(() => document.getElementById(nameFieldId(id)))
}
