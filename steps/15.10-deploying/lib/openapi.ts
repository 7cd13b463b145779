// Describes the server in OpenAPI 3.1, by the schemas that check its requests.
import { z } from 'zod';
import * as schemas from './schemas';

type Route = [string, string, number[], z.ZodType?];

const open: Route[] = [
  ['post', '/api/user/createuser', [201, 400, 409], schemas.newUser],
  ['post', '/api/user/signin', [200, 400, 401], schemas.credentials],
];
const behindTheGate: Route[] = [
  ['post', '/api/user/signout', [204, 401]],
  ['get', '/authtest/getall', [200, 400, 401], schemas.page],
  ['post', '/authtest/create', [201, 400, 401], schemas.itemBody],
  ['get', '/authtest/{id}', [200, 400, 401, 404]],
  ['put', '/authtest/update/{id}', [200, 400, 401, 404], schemas.itemBody],
  ['delete', '/authtest/delete/{id}', [204, 400, 401, 404]],
  ['post', '/api/log', [201, 400, 401], schemas.logBody],
  ['get', '/api/log', [200, 400, 401], schemas.listing],
  ['get', '/api/log/{id}', [200, 400, 401, 404]],
  ['put', '/api/log/{id}', [200, 400, 401, 404], schemas.logBody],
  ['delete', '/api/log/{id}', [204, 400, 401, 404]],
  ['post', '/api/log/from-item/{id}', [201, 400, 401, 404]],
  ['get', '/api/report', [200, 400, 401], schemas.searching],
];

export function describeServer() {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of [...open, ...behindTheGate]) {
    const [method, path] = route;
    const security = open.includes(route) ? [] : [{ token: [] }];
    paths[path] = {
      ...paths[path],
      [method]: { security, ...describe(route) },
    };
  }
  const token = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };
  return {
    openapi: '3.1.0',
    info: { title: 'The Workout Log Server', version: '1.0.0' },
    paths,
    components: { securitySchemes: { token } },
  };
}

function describe([method, path, statuses, schema]: Route) {
  const asks = method === 'get' ? queryOf(schema) : [];
  const responses = statuses.map((status) => [
    status,
    { description: status < 400 ? 'Done' : 'Refused: { "error": "why" }' },
  ]);
  return {
    parameters: path.includes('{id}') ? [id, ...asks] : asks,
    ...(schema && method !== 'get' ? { requestBody: bodyOf(schema) } : {}),
    responses: Object.fromEntries(responses),
  };
}

const integer = { type: 'integer', minimum: 1, maximum: 2147483647 };
const id = { name: 'id', in: 'path', required: true, schema: integer };

// `input`: what a client sends, not what comes of it.
const toJson = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });

function bodyOf(schema: z.ZodType) {
  return { content: { 'application/json': { schema: toJson(schema) } } };
}

function queryOf(schema?: z.ZodType) {
  const fields = schema ? (toJson(schema).properties ?? {}) : {};
  return Object.entries(fields).map(([name, schema]) => ({
    name,
    in: 'query',
    schema,
  }));
}
