import type { ExtraProps } from 'react-markdown'
import { createContext, useContext } from 'react'
import { CodeBlock } from './code-block.tsx'
import { DiagramBlock } from './diagram-block.tsx'
import { Formula } from './formula.tsx'

/** Whether the text still grows: its last block is not whole yet. */
export const Unfinished = createContext(false)

type HastElement = NonNullable<ExtraProps['node']>

function classesOf(node: HastElement | undefined): readonly string[] {
  const names = node?.properties['className']
  return Array.isArray(names) ? names.map(String) : []
}

function textOf(node: HastElement | undefined): string {
  const parts = node?.children.map((child) =>
    child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '',
  )
  return parts?.join('') ?? ''
}

/** A block of code; one of maths is a formula, and one that is a diagram can be shown as one. */
export function MarkdownPre({ node }: ExtraProps) {
  const unfinished = useContext(Unfinished)
  const code = node?.children.find((child) => child.type === 'element')
  const classes = classesOf(code)
  const text = textOf(code ?? node).replace(/\n$/, '')
  if (classes.includes('math-display')) return <Formula source={text.trim()} block />
  const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? null
  if (language === 'math' && !unfinished) return <Formula source={text.trim()} block />
  if (language === 'mermaid' && !unfinished) return <DiagramBlock source={text} />
  return <CodeBlock text={text} language={language} unfinished={unfinished} />
}

export function MarkdownCode({ node, children }: ExtraProps & { readonly children?: React.ReactNode }) {
  const classes = classesOf(node)
  if (classes.includes('math-inline')) return <Formula source={textOf(node)} block={false} />
  return <code>{children}</code>
}
