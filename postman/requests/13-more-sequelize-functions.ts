// Module 13: a list that is searched and read in pages, a move, a report.
import {
  defineRequests,
  failure,
  id,
  listOf,
  object,
  text,
  type CourseRequest,
} from './define';

const noItemHasThis = 2_147_483_647;

// Closes the text that it lands in, and adds a SELECT of its own.
const attack =
  "x' GROUP BY description UNION SELECT passwordhash AS description, 1, now() FROM users -- ";

function row(pattern: string) {
  return object({ id, description: { type: 'string', pattern } });
}

// An unknown route answers 404 too: the sentence is another.
const noSuchItem = object({
  error: {
    type: 'string',
    minLength: 1,
    not: { pattern: '^There is no [A-Z]+ /' },
  },
});

const reportRow = object({
  description: text,
  times: { type: 'integer', minimum: 1 },
  last: text,
});

/** A request of Ada's, who signs in first and has two logs. */
function asAda(
  request: Omit<CourseRequest, 'auth' | 'method'> &
    Partial<Pick<CourseRequest, 'method'>>,
): CourseRequest {
  const needs = ['12.00/create', '12.00/create-another'];
  return { method: 'GET', auth: 'token', needs, ...request };
}

/** One of Grace's. */
function asGrace(
  request: Omit<CourseRequest, 'headers' | 'auth'>,
): CourseRequest {
  return { headers: { Authorization: 'Bearer {{secondToken}}' }, ...request };
}

/** One whose parameters cannot be read; the lesson before passes over them. */
function unreadable(
  request: Omit<CourseRequest, 'auth' | 'method' | 'expect'>,
): CourseRequest {
  return asAda({
    ...request,
    expect: { status: 400, json: failure },
    before: 200,
  });
}

export const moreSequelizeFunctions = defineRequests({
  module: '13',
  about:
    'The list of logs takes `?search=`, `?order=`, `?limit=` and `?offset=`. An item of `/authtest` can be moved into the logs, and `/api/report` counts them.',
  requests: [
    asAda({
      key: '13.02.02/search',
      title: 'Logs: search',
      description: 'Asks for the logs whose description contains a text.',
      path: '/api/log?search=PUSH',
      expect: { status: 200, json: listOf(row('[Pp][Uu][Ss][Hh]')) },
      before: 200,
    }),
    asAda({
      key: '13.02.02/search-percent',
      title: 'Logs: search for a percent sign',
      description: 'Asks for the logs that have a % in their description.',
      path: '/api/log?search=%25',
      expect: {
        status: 200,
        json: { ...listOf(row('%')), minItems: 1 },
      },
      before: 200,
    }),
    asAda({
      key: '13.02.02/first-page',
      title: 'Logs: the first page',
      description: 'Sorts by description and asks for one log.',
      path: '/api/log?order=description&limit=1&offset=0',
      expect: { status: 200, json: { ...listOf(row('.')), maxItems: 1 } },
      before: 200,
    }),
    asAda({
      key: '13.02.02/second-page',
      title: 'Logs: the second page',
      description: 'Asks for the log after it.',
      path: '/api/log?order=description&limit=1&offset=1',
      expect: { status: 200, json: { ...listOf(row('.')), maxItems: 1 } },
      before: 200,
    }),
    asAda({
      key: '13.02.02/newest',
      title: 'Logs: the newest one',
      description: 'Sorts from the largest id down and asks for one log.',
      path: '/api/log?order=-id&limit=1',
      expect: { status: 200, json: { ...listOf(row('.')), maxItems: 1 } },
      before: 200,
    }),
    {
      key: '13.02.02/others-owner',
      title: 'Logs: the address names another owner',
      description: 'Asks, as another user, for the logs of user 1.',
      method: 'GET',
      path: '/api/log?search=pushups&owner=1',
      headers: { Authorization: 'Bearer {{thirdToken}}' },
      needs: ['12.00/create', '12.00/create-as-third-user'],
      expect: { status: 200, json: { type: 'array', maxItems: 0 } },
      before: 200,
    },
    unreadable({
      key: '13.02.02/limit-no-number',
      title: 'Logs: the limit is no number',
      description: 'Asks for "ten" logs and is refused.',
      path: '/api/log?limit=ten',
    }),
    unreadable({
      key: '13.02.02/limit-too-large',
      title: 'Logs: more than 100 at once',
      description: 'Asks for a million logs and is refused.',
      path: '/api/log?limit=1000000',
    }),
    unreadable({
      key: '13.02.02/unknown-order',
      title: 'Logs: sorted by what is no order',
      description: 'Wants the list sorted by another column and is refused.',
      path: '/api/log?order=owner',
    }),
    unreadable({
      key: '13.02.02/search-twice',
      title: 'Logs: search comes twice',
      description: 'Sends two texts to search for and is refused.',
      path: '/api/log?search=push&search=squat',
    }),
    {
      key: '13.02.04/move',
      title: 'Move an item into the logs',
      description: 'Makes a log of an item, which is gone then.',
      method: 'POST',
      path: '/api/log/from-item/{{itemId}}',
      auth: 'token',
      needs: ['10.04/create'],
      spends: ['itemId'],
      // Its text may have been updated since.
      expect: {
        status: 201,
        json: object({ log: object({ id, description: text, owner: id }) }),
      },
    },
    {
      key: '13.02.04/move-again',
      title: 'Move an item: it has moved already',
      description: 'Moves an item a second time and hears that it is gone.',
      method: 'POST',
      path: '/api/log/from-item/{{itemId}}',
      auth: 'token',
      needs: ['10.04/create', '13.02.04/move'],
      spends: ['itemId'],
      expect: { status: 404, json: noSuchItem },
    },
    {
      key: '13.02.04/move-missing',
      title: 'Move an item: nobody has it',
      description: 'Wants to move an item that is not there.',
      method: 'POST',
      path: `/api/log/from-item/${noItemHasThis}`,
      auth: 'token',
      needs: ['08.03/signin'],
      expect: { status: 404, json: noSuchItem },
    },
    asGrace({
      key: '13.02.04/strangers-item',
      title: 'Move an item: it is somebody else’s',
      description: 'Wants, as another user, to move an item that is there.',
      method: 'POST',
      path: '/api/log/from-item/{{itemId}}',
      needs: ['10.04/create', '06.03.02/second-user'],
      expect: { status: 404, json: noSuchItem },
    }),
    asAda({
      key: '13.02.04/report',
      title: 'The report',
      description: 'Asks how often each workout was done, and when last.',
      path: '/api/report',
      expect: { status: 200, json: listOf(reportRow) },
    }),
    asAda({
      key: '13.02.04/report-search',
      title: 'The report: search',
      description: 'Asks the same of the workouts that contain a text.',
      path: '/api/report?search=squat',
      expect: { status: 200, json: listOf(reportRow) },
    }),
    asGrace({
      key: '13.02.04/injection',
      title: 'The report: a search that would be SQL',
      description: 'Sends a text that wants to become a part of the statement.',
      method: 'GET',
      path: `/api/report?search=${encodeURIComponent(attack).replace(/'/g, '%27')}`,
      needs: ['12.00/create', '12.00/second-user'],
      expect: { status: 200, json: { type: 'array', maxItems: 0 } },
    }),
    {
      key: '13.02.04/no-token',
      title: 'The gate: the report, without a token',
      description: 'Comes to the gate without a token that is good.',
      method: 'GET',
      path: '/api/report',
      expect: { status: 401, json: failure },
    },
  ],
});
