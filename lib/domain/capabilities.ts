import type { ModelInfo } from './models'

type Capabilities = NonNullable<ModelInfo['capabilities']>
type Leaf = { supported: boolean } | null | undefined

/** What a model may be able to do, and where the wire says it. */
const LEAVES = {
  thinking: ({ thinking }) => thinking,
  images: ({ image_input }) => image_input,
  documents: ({ pdf_input }) => pdf_input,
  citations: ({ citations }) => citations,
  serverTools: ({ server_tools }) => server_tools,
  structured: ({ structured_outputs }) => structured_outputs,
} as const satisfies Record<string, (capabilities: Capabilities) => Leaf>

export type Capability = keyof typeof LEAVES

export const CAPABILITIES: readonly Capability[] = [
  ...(['thinking', 'images', 'documents'] as const),
  ...(['citations', 'serverTools', 'structured'] as const),
]

/** Whether a model can do something; null where nobody says. */
export function hasCapability(model: ModelInfo, capability: Capability): boolean | null {
  const { capabilities } = model
  return capabilities == null ? null : (LEAVES[capability](capabilities)?.supported ?? null)
}
