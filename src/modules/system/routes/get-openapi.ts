import type { HttpServer } from '../../../http/http-server.ts';

const documents = [
  { path: '/openapi.json', type: 'application/json; charset=utf-8', write: (app: HttpServer) => toJson(app) },
  { path: '/openapi.yaml', type: 'application/yaml; charset=utf-8', write: (app: HttpServer) => app.swagger({ yaml: true }) },
];

/** `GET /openapi.json` and `GET /openapi.yaml`: made of the routes' own schemas. */
export function getOpenApiRoutes(app: HttpServer): void {
  for (const { path, type, write } of documents) {
    let text: string | undefined;
    app.get(path, { config: { access: { by: ['anyone'] } }, schema: { hide: true } }, async (_request, reply) => {
      text ??= write(app);
      return reply.type(type).serializer(String).send(text);
    });
  }
}

function toJson(app: HttpServer): string {
  return `${JSON.stringify(app.swagger(), null, 2)}\n`;
}
