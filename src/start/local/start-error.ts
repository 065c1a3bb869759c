/** A reason not to start that the user can act on: one line that says what is wrong and what to do. */
export class StartError extends Error {
  override name = 'StartError';
}
