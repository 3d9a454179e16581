import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { DiagramReply } from '../diagram-page/draw-diagram.ts'
import { Button } from './button.tsx'
import { CodeBlock } from './code-block.tsx'
import { CopyButton } from './copy-button.tsx'
import { drawInFrame } from './draw-in-frame.ts'
import { IconButton } from './icon-button.tsx'
import { pasteSafe } from './paste-safe.ts'
import styles from './diagram-block.module.css'

type Drawn = Extract<DiagramReply, { kind: 'drawn' }>
type State =
  | { readonly kind: 'source' | 'drawing' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'shown'; readonly drawn: Drawn; readonly dark: boolean }

/** A diagram in Mermaid: its source, and on demand its picture. */
export function DiagramBlock({ source }: { readonly source: string }) {
  const [state, setState] = useState<State>({ kind: 'source' })
  const show = async (): Promise<void> => {
    setState({ kind: 'drawing' })
    const dark = isDark()
    const drawn = await drawInFrame(source, dark)
    setState(drawn.kind === 'drawn' ? { kind: 'shown', drawn, dark } : drawn)
  }
  switch (state.kind) {
    case 'shown':
      return <Picture state={state} source={source} onSource={() => setState({ kind: 'source' })} />
    case 'source':
    case 'drawing':
    case 'failed':
      return (
        <div className={styles['diagram']}>
          <CodeBlock
            text={source}
            language="mermaid"
            action={
              <Button size="s" variant="quiet" busy={state.kind === 'drawing'} onClick={() => void show()}>
                Show diagram
              </Button>
            }
          />
          {state.kind === 'failed' && (
            <p className={styles['failed']} role="alert">
              The diagram cannot be drawn. {state.reason}
            </p>
          )}
        </div>
      )
    default:
      return assertNever(state)
  }
}

function isDark(): boolean {
  const { colorScheme } = getComputedStyle(document.documentElement)
  return colorScheme.includes('light')
    ? colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches
    : colorScheme.includes('dark')
}

const zooms = [0.5, 0.75, 1, 1.5, 2, 3]

interface PictureProps {
  readonly state: Extract<State, { kind: 'shown' }>
  readonly source: string
  onSource(): void
}

/** As a picture it is inert: no script of it runs and nothing of it is loaded. */
function Picture({ state, source, onSource }: PictureProps) {
  const [zoom, setZoom] = useState(2)
  const { svg, width, height } = state.drawn
  const scale = zooms[zoom] ?? 1
  return (
    <figure className={styles['figure']} data-dark={state.dark || undefined} data-markdown={fenced(source)}>
      <div className={styles['tools']}>
        <IconButton
          size="s"
          label="Smaller"
          icon={<Minus aria-hidden="true" />}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <IconButton
          size="s"
          label="Larger"
          icon={<Plus aria-hidden="true" />}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
        <CopyButton label="Copy the diagram’s source" text={() => pasteSafe(source)} />
        <Button size="s" variant="quiet" onClick={onSource}>
          Show source
        </Button>
      </div>
      {/* It is scrolled by keys. */}
      <div className={styles['frame']} tabIndex={0} role="group" aria-label="Diagram">
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          alt={`Diagram. Its source: ${source}`}
          width={Math.round(width * scale)}
          height={Math.round(height * scale)}
          className={zoom === 2 ? styles['fit'] : undefined}
        />
      </div>
    </figure>
  )
}

function fenced(source: string): string {
  return `\n\n\`\`\`mermaid\n${source}\n\`\`\`\n\n`
}
