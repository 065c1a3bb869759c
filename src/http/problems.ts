import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../contracts/problem.ts';
import { errorCatalogue } from '../core/error-catalogue.ts';
import { AppError, invalidField, notFound, unavailable } from '../core/errors.ts';
import { isDatabaseAway, isTextRefused } from '../platform/db/errors.ts';
import { toFieldError } from './validation.ts';

/** Answers every error of every route as RFC 9457 problem details. An unknown path is answered in web-pages.ts. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(toAppError(error), request, reply));
}

/** They say what an answer would have been that failed before its first piece was sent. */
const fileHeaders = ['content-encoding', 'content-disposition'];

export function sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  logFailure(error, request);
  for (const name of fileHeaders) reply.removeHeader(name);
  return reply
    .code(error.status)
    .headers(error.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblem(error, request));
}

/** What was refused on purpose, such as for lack of a free recorder, is no fault of ours and has no cause. */
export function logFailure(error: AppError, { id, log }: Pick<FastifyRequest, 'id' | 'log'>): void {
  if (error.status === 503 && error.cause === undefined) log.warn({ requestId: id }, error.message);
  else if (error.status >= 500) log.error({ requestId: id, err: error.cause ?? error }, error.message);
}

export function toProblem(error: AppError, request: Pick<FastifyRequest, 'url' | 'id'>): Problem {
  return {
    type: `/errors/${error.code}`,
    title: errorCatalogue[error.code][1],
    status: error.status,
    detail: error.message,
    instance: request.url.split('?', 1)[0] ?? '/',
    code: error.code,
    requestId: request.id,
    ...fieldErrorsOf(error),
    ...error.members,
  };
}

/** Every `validation` has a list of them; what is wrong with a request as a whole is wrong at its root. */
function fieldErrorsOf({ code, errors, message }: AppError): Pick<Problem, 'errors'> {
  if (errors) return { errors };
  return code === 'validation' ? { errors: [{ path: '', message }] } : {};
}

/** Turns whatever was thrown into an error that the caller may see; what is inside us stays in the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseAway(thrown)) return unavailable('The database', thrown);
  // Wherever it stood: no call has a use for it.
  if (isTextRefused(thrown)) return invalidField('', 'A text or the path holds the character U+0000.');
  if (thrown instanceof Error && 'statusCode' in thrown) return fromFastify(thrown as FastifyError);
  return new AppError('internal', 'Something went wrong on our side.', { cause: thrown });
}

function fromFastify(error: FastifyError): AppError {
  if (error.validation) return fromValidation(error);
  if (error.statusCode === 413) return new AppError('too-large', 'The request body is larger than this call accepts.');
  if (error.statusCode === 415) {
    return new AppError('unsupported-media-type', 'This call does not accept that content type; send application/json.');
  }
  // 403 is how the static files say that there is nothing to see.
  if (error.statusCode === 404 || error.statusCode === 403) return notFound('Page or call');
  if (error.statusCode === 503) return unavailable('This server', error);
  const isCallersFault = error.statusCode !== undefined && error.statusCode < 500;
  if (isCallersFault) return new AppError('validation', error.message, { errors: [{ path: '', message: error.message }] });
  return new AppError('internal', 'Something went wrong on our side.', { cause: error });
}

function fromValidation(error: FastifyError): AppError {
  const errors = (error.validation ?? []).map(toFieldError);
  const first = errors[0];
  const detail = first ? `${first.path || error.validationContext}: ${first.message}.` : error.message;
  return new AppError('validation', detail, { errors });
}
