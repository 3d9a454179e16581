import { errorCode } from '../../platform/error-code.ts'
import { type CallPlace, type ToolResult, toolError } from './tool.ts'

/** Why a file tool does not do what the model asked; the message says what to do instead. */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal'
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Use list_directory to see what there is',
  ENOTDIR: 'is reached through something that is not a folder. Use list_directory to see what there is',
  EACCES: 'may not be read: the system denies it',
  EPERM: 'may not be read: the system denies it',
  ELOOP: 'is a symbolic link that leads in a circle, or changed just now',
  ENAMETOOLONG: 'is too long to be the name of a file',
  EISDIR: 'is a folder. Use list_directory to see what is in it',
  EMFILE: 'cannot be opened now: too many files are open. Try again',
  ENFILE: 'cannot be opened now: too many files are open. Try again',
}

/** The refusal for an error of the file system about `shown`, a path as the model wrote it; other errors come back unchanged. */
export function fileRefusal(error: unknown, shown: string): unknown {
  const code = errorCode(error)
  if (code === undefined) return error
  return new ToolRefusal(`"${shown}" ${reasons[code] ?? `could not be read (${code})`}.`)
}

/** Runs `work` and turns a refusal into a result for the model. Everything else, an abort included, passes through. */
export async function refusalsAsResults(work: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ToolRefusal) return toolError(error.message)
    throw error
  }
}

/** The working directory of a call that needs one. Throws a `ToolRefusal` where there is none. */
export function requireFolder({ workingDirectory }: Pick<CallPlace, 'workingDirectory'>): string {
  if (workingDirectory !== null) return workingDirectory
  throw new ToolRefusal(
    'No working directory is set, or it is gone. Ask the user to choose a folder for this conversation.',
  )
}
