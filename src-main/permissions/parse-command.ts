/**
 * The simple commands that a command line runs, each as its words, where every one of them is known without running
 * anything: plain words joined by `&&`, `||`, `;` or pipes. `null` for everything else (expansions, substitutions,
 * redirections, control flow, what does not parse), which no standing permission matches.
 */
export function parseCommand(_commandLine: string): Promise<readonly (readonly string[])[] | null> {
  return Promise.resolve(null)
}
