/** Where the main process writes what happened. Never a secret, a prompt or what a model said. */
export interface Logger {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  error(message: string, detail?: Readonly<Record<string, unknown>>): void
}

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
