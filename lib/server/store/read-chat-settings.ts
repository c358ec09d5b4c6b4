import 'server-only'
import { type ChatSettings, chatSettingsSchema } from '@/lib/domain/chat-settings'

/** Reads stored settings. Those of another version of Parley are dropped rather than guessed at. */
export function readChatSettings(json: string | null): ChatSettings | null {
  if (json === null) return null
  return chatSettingsSchema.safeParse(JSON.parse(json)).data ?? null
}
