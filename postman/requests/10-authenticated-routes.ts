// Module 10: items that belong to whoever is signed in.
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

const item = 'ten pushups';
const otherItem = 'twenty pushups';
const noUserHasThis = 999_999_999;
const noItemHasThis = 2_147_483_647;

function row(item?: string) {
  return object({
    id,
    authtestdata: item ? exactly(item) : text,
    owner: id,
    createdAt: text,
    updatedAt: text,
  });
}

// An unknown route answers 404 too: the sentence is another.
const noSuchItem = object({
  error: {
    type: 'string',
    minLength: 1,
    not: { pattern: '^There is no [A-Z]+ /' },
  },
});

/** A request of Ada's, who signs in first. */
function asAda(request: Omit<CourseRequest, 'auth'>): CourseRequest {
  return { auth: 'token', needs: ['08.03/signin'], ...request };
}

/** One of Grace's, for an item of Ada's. */
function asGrace(
  request: Omit<CourseRequest, 'headers' | 'expect' | 'needs'>,
): CourseRequest {
  return {
    headers: { Authorization: 'Bearer {{secondToken}}' },
    needs: ['10.04/create', '06.03.02/second-user'],
    expect: { status: 404, json: noSuchItem },
    ...request,
  };
}

/** One that the gate turns away. */
function atTheGate(
  request: Omit<CourseRequest, 'description' | 'expect'>,
): CourseRequest {
  return {
    description: 'Comes to the gate without a token that is good.',
    expect: { status: 401, json: failure },
    ...request,
  };
}

export const authenticatedRoutes = defineRequests({
  module: '10',
  about:
    'Items of the user who is signed in: each request sends `Authorization: Bearer {{token}}`, with the token that **Sign in** keeps. For what is not there and for what is somebody else’s there is one answer, 404.',
  requests: [
    atTheGate({
      key: '10.03/no-token',
      title: 'The gate: all items, without a token',
      method: 'GET',
      path: '/authtest/getall',
    }),
    atTheGate({
      key: '10.03/no-token-create',
      title: 'The gate: create, without a token',
      method: 'POST',
      path: '/authtest/create',
      body: { authtestdata: { item } },
    }),
    atTheGate({
      key: '10.03/no-token-one',
      title: 'The gate: one item, without a token',
      method: 'GET',
      path: '/authtest/1',
    }),
    atTheGate({
      key: '10.03/no-token-update',
      title: 'The gate: update, without a token',
      method: 'PUT',
      path: '/authtest/update/1',
      body: { authtestdata: { item } },
    }),
    atTheGate({
      key: '10.03/no-token-delete',
      title: 'The gate: delete, without a token',
      method: 'DELETE',
      path: '/authtest/delete/1',
    }),
    atTheGate({
      key: '10.03/invented-token',
      title: 'The gate: a token that is none',
      method: 'GET',
      path: '/authtest/getall',
      headers: { Authorization: 'Bearer open.sesame.please' },
    }),
    atTheGate({
      key: '10.03/unsigned-token',
      title: 'The gate: a token without a signature',
      method: 'GET',
      path: '/authtest/getall',
      // { "alg": "none" } and { "id": 1, "exp": 9999999999 }
      headers: {
        Authorization:
          'Bearer eyJhbGciOiJub25lIn0.eyJpZCI6MSwiZXhwIjo5OTk5OTk5OTk5fQ.',
      },
    }),
    asAda({
      key: '10.04/create',
      title: 'Create an item',
      description: 'Stores an item of whoever is signed in.',
      method: 'POST',
      path: '/authtest/create',
      body: { authtestdata: { item } },
      saves: { itemId: 'authtestdata.id' },
      expect: { status: 201, json: object({ authtestdata: row(item) }) },
    }),
    asAda({
      key: '10.04/getall',
      title: 'Get all items',
      description: 'Lists the items of whoever is signed in.',
      method: 'GET',
      path: '/authtest/getall',
      needs: ['10.04/create'],
      expect: { status: 200, json: listOf(object({ id, owner: id })) },
    }),
    asAda({
      key: '10.04/getone',
      title: 'Get one item',
      description: 'Asks for one item by its id.',
      method: 'GET',
      path: '/authtest/{{itemId}}',
      needs: ['10.04/create'],
      // Its text may have been updated since.
      expect: { status: 200, json: row() },
    }),
    asAda({
      key: '10.04/owner-in-body',
      title: 'Create: the body names an owner',
      description: 'Sends an owner along, which the server passes over.',
      method: 'POST',
      path: '/authtest/create',
      body: { authtestdata: { item, owner: noUserHasThis } },
      expect: {
        status: 201,
        json: object({
          authtestdata: object({ owner: { not: exactly(noUserHasThis) } }),
        }),
      },
    }),
    asAda({
      key: '10.04/no-item',
      title: 'Create: the item is missing',
      description: 'Sends a body without an item and is refused.',
      method: 'POST',
      path: '/authtest/create',
      body: { authtestdata: {} },
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '10.04/wrong-type',
      title: 'Create: the item is no text',
      description: 'Sends a number where a text belongs and is refused.',
      method: 'POST',
      path: '/authtest/create',
      body: { authtestdata: { item: 10 } },
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '10.04/malformed-id',
      title: 'Get one: the id is no number',
      description: 'Asks for the item "abc" and is refused.',
      method: 'GET',
      path: '/authtest/abc',
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '10.04/missing',
      title: 'Get one: nobody has it',
      description: 'Asks for an item that is not there.',
      method: 'GET',
      path: `/authtest/${noItemHasThis}`,
      expect: { status: 404, json: noSuchItem },
    }),
    asGrace({
      key: '10.04/strangers-item',
      title: 'Get one: it is somebody else’s',
      description: 'Asks, as another user, for an item that is there.',
      method: 'GET',
      path: '/authtest/{{itemId}}',
    }),
    {
      ...asGrace({
        key: '10.04/strangers-list',
        title: 'Get all: another user has none',
        description: 'Lists, as another user, what is theirs alone.',
        method: 'GET',
        path: '/authtest/getall',
      }),
      expect: { status: 200, json: { type: 'array', maxItems: 0 } },
    },
    asAda({
      key: '10.05/delete',
      title: 'Delete an item',
      description: 'Deletes an item; nothing comes back but the status.',
      method: 'DELETE',
      path: '/authtest/delete/{{itemId}}',
      needs: ['10.04/create'],
      spends: ['itemId'],
      expect: { status: 204 },
    }),
    asAda({
      key: '10.05/delete-again',
      title: 'Delete: it is gone already',
      description: 'Deletes an item a second time and hears that it is gone.',
      method: 'DELETE',
      path: '/authtest/delete/{{itemId}}',
      needs: ['10.04/create', '10.05/delete'],
      spends: ['itemId'],
      expect: { status: 404, json: noSuchItem },
    }),
    asAda({
      key: '10.05/malformed-id',
      title: 'Delete: the id is no number',
      description: 'Wants to delete the item "abc" and is refused.',
      method: 'DELETE',
      path: '/authtest/delete/abc',
      expect: { status: 400, json: failure },
    }),
    asGrace({
      key: '10.05/strangers-item',
      title: 'Delete: it is somebody else’s',
      description: 'Wants, as another user, to delete an item that is there.',
      method: 'DELETE',
      path: '/authtest/delete/{{itemId}}',
    }),
    asAda({
      key: '10.06/update',
      title: 'Update an item',
      description: 'Puts another text in the place of the old one.',
      method: 'PUT',
      path: '/authtest/update/{{itemId}}',
      body: { authtestdata: { item: otherItem } },
      needs: ['10.04/create'],
      expect: { status: 200, json: object({ authtestdata: row(otherItem) }) },
    }),
    asAda({
      key: '10.06/no-item',
      title: 'Update: the item is missing',
      description: 'Sends a body without an item and is refused.',
      method: 'PUT',
      path: '/authtest/update/{{itemId}}',
      body: { authtestdata: {} },
      needs: ['10.04/create'],
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '10.06/malformed-id',
      title: 'Update: the id is no number',
      description: 'Wants to update the item "abc" and is refused.',
      method: 'PUT',
      path: '/authtest/update/abc',
      body: { authtestdata: { item: otherItem } },
      expect: { status: 400, json: failure },
    }),
    asAda({
      key: '10.06/missing',
      title: 'Update: nobody has it',
      description: 'Wants to update an item that is not there.',
      method: 'PUT',
      path: `/authtest/update/${noItemHasThis}`,
      body: { authtestdata: { item: otherItem } },
      expect: { status: 404, json: noSuchItem },
    }),
    asGrace({
      key: '10.06/strangers-item',
      title: 'Update: it is somebody else’s',
      description: 'Wants, as another user, to change an item that is there.',
      method: 'PUT',
      path: '/authtest/update/{{itemId}}',
      body: { authtestdata: { item: otherItem } },
    }),
    asAda({
      key: '10.08/signout',
      title: 'Sign out',
      description: 'Has the token refused from now on.',
      method: 'POST',
      path: '/api/user/signout',
      spends: ['token'],
      expect: { status: 204 },
    }),
    asAda({
      key: '10.08/signed-out',
      title: 'The gate: a token that has signed out',
      description: 'Signs out, and comes with the same token once more.',
      method: 'GET',
      path: '/authtest/getall',
      needs: ['08.03/signin', '10.08/signout'],
      spends: ['token'],
      expect: { status: 401, json: failure },
      before: 200,
    }),
    asAda({
      key: '10.08/signout-again',
      title: 'Sign out: with a token that has signed out',
      description: 'Signs out a second time with the same token.',
      method: 'POST',
      path: '/api/user/signout',
      needs: ['08.03/signin', '10.08/signout'],
      spends: ['token'],
      expect: { status: 401, json: failure },
    }),
    {
      key: '10.08/no-token',
      title: 'Sign out: without a token',
      description: 'Nobody is signed in, so nobody can sign out.',
      method: 'POST',
      path: '/api/user/signout',
      expect: { status: 401, json: failure },
    },
  ],
});
