import rehypeHighlight from 'rehype-highlight'

/** A piece of code: a text, or pieces that are of one kind, such as `keyword`. */
export type CodePiece = string | { readonly kind: string | null; readonly pieces: readonly CodePiece[] }

type Transform = ReturnType<typeof rehypeHighlight>
type Tree = Parameters<Transform>[0]
type TreeNode = Tree['children'][number]

const transform = rehypeHighlight()
const kept = new Map<string, readonly CodePiece[] | null>()
const mostKept = 200

/** The pieces of a code in a language by its name or a common alias; `null` where the language is not known. */
export function highlightCode(language: string, text: string): readonly CodePiece[] | null {
  const key = `${language}\n${text}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const pieces = piecesIn(language, text)
  kept.set(key, pieces)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return pieces
}

function piecesIn(language: string, text: string): readonly CodePiece[] | null {
  const code = {
    type: 'element',
    tagName: 'code',
    properties: { className: [`language-${language}`] },
    children: [{ type: 'text', value: text }] as TreeNode[],
  } as const
  const tree = {
    type: 'root',
    children: [{ type: 'element', tagName: 'pre', properties: {}, children: [code] }],
  } as unknown as Tree
  // It says in a message that it does not know the language.
  let isKnown = true
  transform(tree, { message: () => (isKnown = false) } as unknown as Parameters<Transform>[1])
  return isKnown ? code.children.flatMap(pieceOf) : null
}

function pieceOf(node: TreeNode): CodePiece[] {
  if (node.type === 'text') return [node.value]
  if (node.type !== 'element') return []
  const names = node.properties['className']
  const first = Array.isArray(names) ? names[0] : undefined
  const kind = typeof first === 'string' ? first.replace(/^hljs-/, '') : null
  return [{ kind, pieces: node.children.flatMap(pieceOf) }]
}
