/** A larger file is not kept: it is shown as changed, and an undo leaves it. */
export const mostFileBytes = 64 * 1024 * 1024

/** How many files below a folder are kept before a command; more would make it wait too long. */
export const mostTreeFiles = 20_000

/** How many files are looked at after a command; it may have made any number. */
export const mostFilesAfter = 100_000

/** What is kept of a file as it was left, so that its diff can be shown when it has changed again. */
export const mostDiffBytes = 1024 * 1024
