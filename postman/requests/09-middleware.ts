// Module 09: what a page in the browser asks for, and how a failure answers.
import {
  defineRequests,
  failure,
  id,
  listOf,
  object,
  text,
  type CourseRequest,
} from './define';

const item = 'ten pushups';
const row = object({ id, testdata: text });

// Each of them was a page of HTML before: only the form of the answer is new.
function unreadable(
  request: Omit<CourseRequest, 'method' | 'path' | 'expect'>,
  status: number,
): CourseRequest {
  return {
    method: 'POST',
    path: '/test/seven',
    ...request,
    expect: { status, json: failure },
    before: status,
  };
}

export const middleware = defineRequests({
  module: '09',
  about:
    'The page in `client/` sends the same requests as Postman. In a browser it needs the headers of `middleware/headers.ts`; Postman does not ask for them. From 09.10 on every failure is `{ "error": "…" }`.',
  requests: [
    {
      key: '09.02/helloclient',
      title: 'A greeting for the page',
      description: 'Asks for the text that row 1 of the page asks for.',
      method: 'GET',
      path: '/test/helloclient',
      expect: {
        status: 200,
        text: 'This is a message from the server to the client.',
      },
    },
    {
      key: '09.09/one',
      title: 'The rows of /test',
      description: 'Asks for all rows; it stores one first.',
      method: 'GET',
      path: '/test/one',
      needs: ['05.03.07/seven'],
      expect: { status: 200, json: listOf(row) },
    },
    {
      key: '09.10/unknown-route',
      title: 'A route that is not there',
      description: 'Asks for what no route answers.',
      method: 'GET',
      path: '/nope',
      expect: { status: 404, json: failure },
    },
    unreadable(
      {
        key: '09.10/broken-json',
        title: 'Seven: the JSON is broken',
        description: 'Sends half a body and is refused.',
        body: '{ "testdata": ',
      },
      400,
    ),
    unreadable(
      {
        key: '09.10/no-object',
        title: 'Seven: the JSON is no object',
        description: 'Sends a text alone, which is JSON too, and is refused.',
        body: JSON.stringify(item),
      },
      400,
    ),
    unreadable(
      {
        key: '09.10/unknown-charset',
        title: 'Seven: in letters that nobody knows',
        description: 'Says that its body has a charset that is not known.',
        headers: { 'Content-Type': 'application/json; charset=klingon' },
        body: { testdata: { item } },
      },
      415,
    ),
    {
      key: '09.10/six-without-item',
      title: 'Six: the item is missing',
      description: 'The model refuses it, and that is no failure of ours.',
      method: 'POST',
      path: '/test/six',
      body: { testdata: {} },
      expect: { status: 400, json: failure },
      before: 500,
    },
  ],
});
