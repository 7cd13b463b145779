// From the requests to a Postman collection (v2.1) and its environments: the
// same text on every run, on every machine.
import { createHash } from 'node:crypto';
import { requestModules } from '../../postman/requests';
import type {
  CourseRequest,
  RequestModule,
} from '../../postman/requests/define';
import { lessonOfKey } from '../find-lesson';
import { modules } from '../outline';
import { examples, type Example } from './examples';
import { after, before, dropStale, keptVariables } from './scripts';
import { fill, neededBy } from './send';

const schema =
  'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Where a server listens, by the name of its environment. */
const environments = {
  local: {
    name: 'Node Server: my own server',
    baseUrl: 'http://localhost:3000',
  },
  embedded: {
    name: 'Node Server: started by the course',
    baseUrl: 'http://127.0.0.1:3000',
  },
} as const;

/**
 * A collection of these requests, a folder a module.
 * @param folders the modules they come from, in the order wanted
 */
export function collectionOf(
  requests: readonly CourseRequest[],
  name = 'Node Server',
  folders: readonly RequestModule[] = requestModules,
) {
  const kept = keptVariables(
    requests.flatMap((one) => [...neededBy(one), one]),
  );
  return {
    info: {
      _postman_id: idOf(name),
      name,
      description:
        'The requests of the course, a folder a module. Made from `postman/requests/` by `npm run postman fix`: change it there.\n\nStart a server first; `baseUrl` says where it listens. Each request can be sent alone, in any order and again.',
      schema,
    },
    item: folders.flatMap((one) => folderOf(one, requests)),
    auth: {
      type: 'bearer',
      bearer: [{ key: 'token', value: '{{token}}', type: 'string' }],
    },
    event: kept.length > 0 ? [script('prerequest', dropStale(kept))] : [],
    variable: [
      { key: 'baseUrl', value: environments.local.baseUrl },
      ...kept.map((key) => ({ key, value: '' })),
    ],
  };
}

function folderOf(
  { module, about, requests }: RequestModule,
  wanted: readonly CourseRequest[],
) {
  const inside = requests.filter((one) => wanted.includes(one));
  if (inside.length === 0) return [];
  const title = modules.find(({ id }) => id === module)?.title;
  return [
    {
      id: idOf(module),
      name: `${module} ${title}`,
      description: about,
      item: inside.map(itemOf),
    },
  ];
}

function itemOf(request: CourseRequest) {
  const needed = neededBy(request);
  const example = examples()[request.key];
  const first = before(request, needed);
  const lesson = lessonOfKey(request.key).id;
  return {
    id: itemId(request),
    name: request.title,
    event: [
      ...(first.length > 0 ? [script('prerequest', first)] : []),
      script('test', after(request, needed)),
    ],
    request: {
      ...requestOf(request),
      description: `${request.description}\n\nLesson ${lesson}.`,
    },
    response: example ? [responseOf(request, example)] : [],
  };
}

function requestOf({ auth, ...bare }: CourseRequest) {
  const { method, path, headers, body } = fill(bare, {});
  const [pathname, query] = path.split('?');
  const options = { raw: { language: 'json' } };
  return {
    // Without a word of its own a request sends the collection's token.
    ...(auth ? {} : { auth: { type: 'noauth' } }),
    method,
    header: Object.entries(headers).map(([key, value]) => ({ key, value })),
    ...(body === undefined
      ? {}
      : { body: { mode: 'raw', raw: body, options } }),
    url: {
      raw: `{{baseUrl}}${path}`,
      host: ['{{baseUrl}}'],
      path: pathname.split('/').slice(1),
      ...(query ? { query: queryOf(query) } : {}),
    },
  };
}

function queryOf(query: string) {
  return query.split('&').map((pair) => {
    const [key, value] = pair.split('=');
    return { key, value };
  });
}

function responseOf(request: CourseRequest, example: Example) {
  const { status, statusText, type, body } = example;
  return {
    id: idOf('example', request.key),
    name: `As in lesson ${lessonOfKey(request.key).id}`,
    originalRequest: requestOf(request),
    status: statusText,
    code: status,
    _postman_previewlanguage: type.includes('json') ? 'json' : 'html',
    header: type ? [{ key: 'Content-Type', value: type }] : [],
    cookie: [],
    body,
  };
}

function script(listen: 'prerequest' | 'test', exec: string[]) {
  return { listen, script: { type: 'text/javascript', exec } };
}

/** A Postman environment: where the server listens, and nothing secret. */
export function environmentOf(key: keyof typeof environments) {
  const { name, baseUrl } = environments[key];
  return {
    id: idOf('environment', key),
    name,
    values: [
      { key: 'baseUrl', value: baseUrl, type: 'default', enabled: true },
    ],
    _postman_variable_scope: 'environment',
  };
}

/** The id of a request in the collection. */
export function itemId({ key }: CourseRequest): string {
  return idOf(...key.split('/'));
}

// A random id would make every run another file.
function idOf(...names: string[]): string {
  const hash = createHash('sha1').update(['Node Server', ...names].join('/'));
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(hash.digest('hex'))!;
  return parts.slice(1).join('-');
}
