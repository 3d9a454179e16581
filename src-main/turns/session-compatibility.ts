/**
 * Why a model cannot go on with a session, in words, or `null` when it can. `contextTokens` is what the session's last
 * call read and wrote, `window` what the model takes, in tokens. A tenth of the window is left for the answer.
 */
export function incompatibility(wish: {
  readonly contextTokens: number
  readonly model: string
  readonly window: number
}): string | null {
  const { contextTokens, model, window } = wish
  if (contextTokens <= window * 0.9) return null
  return `${model} takes ${window.toLocaleString('en')} tokens, and this session already holds ${contextTokens.toLocaleString('en')}.`
}
