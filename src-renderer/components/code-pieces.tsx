import type { CodePiece } from './highlight-code.ts'
import styles from './code-pieces.module.css'

/** Highlighted code: kinds that have no colour are drawn as plain text. */
export function CodePieces({ pieces }: { readonly pieces: readonly CodePiece[] }) {
  return pieces.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <span key={index} className={piece.kind === null ? undefined : styles[piece.kind]}>
        <CodePieces pieces={piece.pieces} />
      </span>
    ),
  )
}
