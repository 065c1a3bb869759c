import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../contracts/problem.ts';
import { errorCatalogue } from '../core/error-catalogue.ts';
import { AppError, type FieldError, notFound, unavailable } from '../core/errors.ts';
import { isDatabaseAway } from '../platform/db/errors.ts';

/** Answers every error of every route as RFC 9457 problem details. An unknown path is answered in web-pages.ts. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(toAppError(error), request, reply));
}

export function sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.status >= 500) request.log.error({ requestId: request.id, err: error.cause ?? error }, error.message);
  return reply
    .code(error.status)
    .headers(error.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblem(error, request));
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
    ...(error.errors ? { errors: error.errors } : {}),
  };
}

/** Turns whatever was thrown into an error that the caller may see; what is inside us stays in the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseAway(thrown)) return unavailable('The database', thrown);
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

function toFieldError(issue: NonNullable<FastifyError['validation']>[number]): FieldError {
  const missing = issue.params.missingProperty;
  const path = typeof missing === 'string' ? `${issue.instancePath}/${missing}` : issue.instancePath;
  return { path, message: typeof missing === 'string' ? 'is required' : (issue.message ?? 'is not valid') };
}
