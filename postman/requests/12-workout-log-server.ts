// Module 12: the assignment's seven endpoints. They need no request of an earlier
// module, for a new server has no other routes.
import { password, token, user } from './accounts';
import {
  defineRequests,
  exactly,
  failure,
  id,
  listOf,
  object,
  text,
  type CourseRequest,
} from './define';

const log = {
  description: 'pushups',
  definition: 'three sets, one minute of rest',
  result: '30, 25, 20',
};
const otherLog = {
  description: 'squats at 100%',
  definition: 'with the bar',
  result: '60 kg',
};
const changed = { ...log, result: '30, 28, 25' };
const noUserHasThis = 999_999_999;
const noLogHasThis = 2_147_483_647;

function row(values: Partial<typeof log> = {}) {
  const texts = Object.entries({ description: undefined, ...values });
  return object({
    id,
    ...Object.fromEntries(
      texts.map(([name, value]) => [name, value ? exactly(value) : text]),
    ),
    owner: id,
  });
}

// An unknown route answers 404 too: the sentence is another.
const noSuchLog = object({
  error: {
    type: 'string',
    minLength: 1,
    not: { pattern: '^(There is no|Cannot) [A-Z]+ /' },
  },
});

/** A request of Ada's, who signs in first. */
function asAda(request: Omit<CourseRequest, 'auth'>): CourseRequest {
  return { auth: 'token', needs: ['12.00/login'], ...request };
}

/** One of Grace's, for a log of Ada's. */
function asGrace(
  request: Omit<CourseRequest, 'headers' | 'expect' | 'needs'>,
): CourseRequest {
  return {
    headers: { Authorization: 'Bearer {{secondToken}}' },
    needs: ['12.00/create', '12.00/second-user'],
    expect: { status: 404, json: noSuchLog },
    ...request,
  };
}

/** One without a token. */
function atTheGate(
  request: Omit<CourseRequest, 'description' | 'expect'>,
): CourseRequest {
  return {
    description: 'Comes without a token and is turned away.',
    expect: { status: 401, json: failure },
    ...request,
  };
}

export const workoutLogServer = defineRequests({
  module: '12',
  about:
    'The seven endpoints of the assignment, with what each must refuse. These requests need no others, so they can be sent to a new server too. **Login** keeps its token in `token`, **Create a log** the id in `logId`.',
  requests: [
    {
      key: '12.00/create-user',
      title: 'Create a user',
      description: 'Makes an account and gets a token for it.',
      method: 'POST',
      path: '/api/user/',
      body: { user: { username: '{{username}}', password } },
      makes: { username: 'ada' },
      expect: {
        status: 201,
        json: object({ user, sessionToken: token }),
      },
    },
    {
      key: '12.00/second-user',
      title: 'Create a user: a second one',
      description: 'Makes one more account and keeps its token for later.',
      method: 'POST',
      path: '/api/user/',
      body: { user: { username: '{{secondUser}}', password } },
      makes: { secondUser: 'grace' },
      saves: { secondToken: 'sessionToken' },
      expect: {
        status: 201,
        json: object({ user, sessionToken: token }),
      },
    },
    {
      key: '12.00/name-taken',
      title: 'Create a user: the name is taken',
      description: 'Asks for a name that somebody has and is refused.',
      method: 'POST',
      path: '/api/user/',
      body: { user: { username: '{{username}}', password } },
      needs: ['12.00/create-user'],
      expect: { status: 409, json: failure },
    },
    {
      key: '12.00/no-password',
      title: 'Create a user: the password is missing',
      description: 'Sends a name alone and is refused.',
      method: 'POST',
      path: '/api/user/',
      body: { user: { username: 'linus' } },
      expect: { status: 400, json: failure },
    },
    {
      key: '12.00/login',
      title: 'Login',
      description: 'Sends name and password and gets a token.',
      method: 'POST',
      path: '/api/login/',
      body: { user: { username: '{{username}}', password } },
      needs: ['12.00/create-user'],
      saves: { token: 'sessionToken' },
      // It may be another user's now.
      spends: ['itemId'],
      expect: {
        status: 200,
        json: object({ user, sessionToken: token }),
      },
    },
    {
      key: '12.00/wrong-password',
      title: 'Login: the password is wrong',
      description: 'Sends a wrong password and is refused.',
      method: 'POST',
      path: '/api/login/',
      body: { user: { username: '{{username}}', password: 'wrong horse' } },
      needs: ['12.00/create-user'],
      expect: { status: 401, json: failure },
    },
    {
      key: '12.00/unknown-user',
      title: 'Login: nobody has that name',
      description: 'Sends a name that nobody has and is refused.',
      method: 'POST',
      path: '/api/login/',
      body: { user: { username: '{{stranger}}', password } },
      makes: { stranger: 'nobody' },
      expect: { status: 401, json: failure },
    },
    atTheGate({
      key: '12.00/no-token-create',
      title: 'Without a token: create a log',
      method: 'POST',
      path: '/api/log/',
      body: { log },
    }),
    atTheGate({
      key: '12.00/no-token-list',
      title: 'Without a token: get all logs',
      method: 'GET',
      path: '/api/log/',
    }),
    atTheGate({
      key: '12.00/no-token-one',
      title: 'Without a token: get one log',
      method: 'GET',
      path: '/api/log/1',
    }),
    atTheGate({
      key: '12.00/no-token-update',
      title: 'Without a token: update a log',
      method: 'PUT',
      path: '/api/log/1',
      body: { log },
    }),
    atTheGate({
      key: '12.00/no-token-delete',
      title: 'Without a token: delete a log',
      method: 'DELETE',
      path: '/api/log/1',
    }),
    asAda({
      key: '12.00/create',
      title: 'Create a log',
      description: 'Stores a workout of whoever is signed in.',
      method: 'POST',
      path: '/api/log/',
      body: { log },
      saves: { logId: 'log.id' },
      expect: { status: 201, json: object({ log: row(log) }) },
    }),
    asAda({
      key: '12.00/create-another',
      title: 'Create a log: another workout',
      description: 'Stores a second workout of whoever is signed in.',
      method: 'POST',
      path: '/api/log/',
      body: { log: otherLog },
      saves: { otherLogId: 'log.id' },
      expect: { status: 201, json: object({ log: row(otherLog) }) },
    }),
    {
      key: '12.00/third-user',
      title: 'Create a user: one with a log',
      description: 'Makes one more account and keeps its token for later.',
      method: 'POST',
      path: '/api/user/',
      body: { user: { username: '{{thirdUser}}', password } },
      makes: { thirdUser: 'linus' },
      saves: { thirdToken: 'sessionToken' },
      expect: {
        status: 201,
        json: object({ user, sessionToken: token }),
      },
    },
    {
      key: '12.00/create-as-third-user',
      title: 'Create a log: as another user',
      description: 'Stores a workout of another user.',
      method: 'POST',
      path: '/api/log/',
      body: { log: otherLog },
      headers: { Authorization: 'Bearer {{thirdToken}}' },
      needs: ['12.00/third-user'],
      expect: { status: 201, json: object({ log: row(otherLog) }) },
    },
    asAda({
      key: '12.00/owner-in-body',
      title: 'Create: the body names an owner',
      description: 'Sends an owner along, which the server passes over.',
      method: 'POST',
      path: '/api/log/',
      body: { log: { ...log, owner: noUserHasThis } },
      expect: {
        status: 201,
        json: object({
          log: object({ owner: { not: exactly(noUserHasThis) } }),
        }),
      },
    }),
    asAda({
      key: '12.00/no-description',
      title: 'Create: the description is missing',
      description: 'Sends a log without a description and is refused.',
      method: 'POST',
      path: '/api/log/',
      body: { log: { result: log.result } },
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '12.00/wrong-type',
      title: 'Create: the description is no text',
      description: 'Sends a number where a text belongs and is refused.',
      method: 'POST',
      path: '/api/log/',
      body: { log: { ...log, description: 30 } },
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '12.00/list',
      title: 'Get all logs',
      description: 'Lists the logs of whoever is signed in.',
      method: 'GET',
      path: '/api/log/',
      needs: ['12.00/create'],
      // From 13.02.01 on the owner is not in it.
      expect: { status: 200, json: listOf(object({ id, description: text })) },
    }),
    asAda({
      key: '12.00/one',
      title: 'Get one log',
      description: 'Asks for one log by its id.',
      method: 'GET',
      path: '/api/log/{{logId}}',
      needs: ['12.00/create'],
      // Its result may have been updated since.
      expect: { status: 200, json: row() },
    }),
    asAda({
      key: '12.00/malformed-id',
      title: 'Get one: the id is no number',
      description: 'Asks for the log "abc" and is refused.',
      method: 'GET',
      path: '/api/log/abc',
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '12.00/missing',
      title: 'Get one: nobody has it',
      description: 'Asks for a log that is not there.',
      method: 'GET',
      path: `/api/log/${noLogHasThis}`,
      expect: { status: 404, json: noSuchLog },
    }),
    asAda({
      key: '12.00/update',
      title: 'Update a log',
      description: 'Puts a log in the place of the old one.',
      method: 'PUT',
      path: '/api/log/{{logId}}',
      body: { log: changed },
      needs: ['12.00/create'],
      expect: { status: 200, json: object({ log: row(changed) }) },
    }),
    asAda({
      key: '12.00/update-no-description',
      title: 'Update: the description is missing',
      description: 'Sends a log without a description and is refused.',
      method: 'PUT',
      path: '/api/log/{{logId}}',
      body: { log: { result: changed.result } },
      needs: ['12.00/create'],
      expect: { status: 400, json: failure },
    }),
    asGrace({
      key: '12.00/strangers-one',
      title: 'Get one: it is somebody else’s',
      description: 'Asks, as another user, for a log that is there.',
      method: 'GET',
      path: '/api/log/{{logId}}',
    }),
    asGrace({
      key: '12.00/strangers-update',
      title: 'Update: it is somebody else’s',
      description: 'Wants, as another user, to change a log that is there.',
      method: 'PUT',
      path: '/api/log/{{logId}}',
      body: { log: changed },
    }),
    asGrace({
      key: '12.00/strangers-delete',
      title: 'Delete: it is somebody else’s',
      description: 'Wants, as another user, to delete a log that is there.',
      method: 'DELETE',
      path: '/api/log/{{logId}}',
    }),
    {
      ...asGrace({
        key: '12.00/strangers-list',
        title: 'Get all: another user has none',
        description: 'Lists, as another user, what is theirs alone.',
        method: 'GET',
        path: '/api/log/',
      }),
      expect: { status: 200, json: { type: 'array', maxItems: 0 } },
    },
    asAda({
      key: '12.00/delete',
      title: 'Delete a log',
      description: 'Deletes a log; nothing comes back but the status.',
      method: 'DELETE',
      path: '/api/log/{{logId}}',
      needs: ['12.00/create'],
      spends: ['logId'],
      expect: { status: 204 },
    }),
    asAda({
      key: '12.00/delete-again',
      title: 'Delete: it is gone already',
      description: 'Deletes a log a second time and hears that it is gone.',
      method: 'DELETE',
      path: '/api/log/{{logId}}',
      needs: ['12.00/create', '12.00/delete'],
      spends: ['logId'],
      expect: { status: 404, json: noSuchLog },
    }),
  ],
});
