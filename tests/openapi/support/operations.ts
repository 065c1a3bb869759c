export interface JsonSchema {
  required?: string[];
  default?: unknown;
}

type BodyType = 'application/json' | 'multipart/form-data';

/** One call as the served OpenAPI document describes it. */
export interface Operation {
  operationId: string;
  method: string;
  /** With `{parameters}`. */
  path: string;
  callers: string[];
  scope: string | undefined;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema }[];
  /** By status. */
  responses: Record<string, unknown>;
  requestBody: { required?: boolean; content: Partial<Record<BodyType, { schema: JsonSchema }>> } | undefined;
}

type Described = Omit<Operation, 'method' | 'path' | 'callers' | 'scope'> & { 'x-callers'?: string[]; 'x-scope'?: string };

/** Every operation of the OpenAPI document that the server at `url` serves. */
export async function readOperations(url: string): Promise<Operation[]> {
  const document = (await fetch(`${url}/openapi.json`).then((answer) => answer.json())) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, responses, ...rest }]) => ({
      operationId,
      method: method.toUpperCase(),
      path,
      callers: rest['x-callers'] ?? [],
      scope: rest['x-scope'],
      parameters,
      responses,
      requestBody,
    })),
  );
}
