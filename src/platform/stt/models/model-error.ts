/** Why a model could not be installed: a line for whoever gave it. */
export class ModelError extends Error {
  override name = 'ModelError';
}
