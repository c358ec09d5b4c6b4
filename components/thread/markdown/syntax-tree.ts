/** What is read of a syntax tree's node; the tree comes from the Markdown parser. */
export interface TreeNode {
  type: string
  tagName?: string
  value?: string
  properties?: { readonly [name: string]: unknown }
  children?: readonly TreeNode[]
}

/** All text under a node. */
export function textOf(node: TreeNode): string {
  return node.value ?? node.children?.map(textOf).join('') ?? ''
}
