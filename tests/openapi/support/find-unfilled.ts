import type { Call } from '../fixtures/index.ts';
import type { Operation } from './operations.ts';

/** The parameters and required fields of an operation that a call gives no value, and that nobody would ever see. */
export function findUnfilled({ parameters, requestBody }: Operation, { path = {}, query = {}, headers = {}, body = {}, files = {} }: Call = {}): string[] {
  const given = { path, query, header: headers };
  const { 'application/json': json, 'multipart/form-data': form } = requestBody?.content ?? {};
  return [
    ...parameters.filter((parameter) => !Object.hasOwn(given[parameter.in], parameter.name)).map(({ name }) => name),
    ...(json?.schema.required ?? []).filter((name) => !Object.hasOwn(body, name)),
    ...(form?.schema.required ?? []).filter((name) => !Object.hasOwn(files, name)),
  ];
}
