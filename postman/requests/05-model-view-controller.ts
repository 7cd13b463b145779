// Module 05: seven ways to answer a POST, each a little better.
import {
  defineRequests,
  exactly,
  failure,
  id,
  object,
  text,
  type CourseRequest,
} from './define';

const item = 'ten pushups';
const row = object({
  id,
  testdata: exactly(item),
  createdAt: text,
  updatedAt: text,
});

function post(
  request: Omit<CourseRequest, 'method' | 'body'> & { body?: unknown },
): CourseRequest {
  return { method: 'POST', ...request };
}

export const modelViewController = defineRequests({
  module: '05',
  about:
    'A `POST` sends data, and the server stores it in the table `tests`. The body is JSON: in Postman it stands under **Body**, raw, JSON.',
  requests: [
    post({
      key: '05.03.01/one',
      title: 'One: the smallest POST',
      description: 'Sends nothing and stores nothing.',
      path: '/test/one',
      expect: { status: 200, text: 'Test 1 went through!' },
    }),
    post({
      key: '05.03.02/two',
      title: 'Two: a fixed text is stored',
      description: 'Sends nothing; the server stores a text of its own.',
      path: '/test/two',
      expect: { status: 200, text: 'Test two went through!' },
    }),
    post({
      key: '05.03.03/three',
      title: 'Three: the text that was sent is stored',
      description: 'Sends an item; the answer does not wait for the database.',
      path: '/test/three',
      body: { testdata: { item } },
      expect: { status: 200, text: 'Test three went through!' },
    }),
    post({
      key: '05.03.04/four',
      title: 'Four: the answer waits',
      description: 'Sends an item; the answer comes after it is stored.',
      path: '/test/four',
      body: { testdata: { item } },
      expect: { status: 200, text: 'Test 4 went through!' },
    }),
    post({
      key: '05.03.05/five',
      title: 'Five: the stored row comes back',
      description: 'Sends an item and gets the row that was made of it.',
      path: '/test/five',
      body: { testdata: { item } },
      expect: { status: 200, json: row },
    }),
    post({
      key: '05.03.06/six',
      title: 'Six: the row has a name',
      description: 'Sends an item and gets 201 and the row as `testdata`.',
      path: '/test/six',
      body: { testdata: { item } },
      expect: { status: 201, json: object({ testdata: row }) },
    }),
    post({
      key: '05.03.07/seven',
      title: 'Seven: with care',
      description: 'Sends an item to the route that refuses bad ones.',
      path: '/test/seven',
      body: { testdata: { item } },
      expect: { status: 201, json: object({ testdata: row }) },
    }),
    post({
      key: '05.03.07/missing-item',
      title: 'Seven: the item is missing',
      description: 'Sends a body without an item and is refused.',
      path: '/test/seven',
      body: { testdata: {} },
      expect: { status: 400, json: failure },
    }),
    post({
      key: '05.03.07/wrong-type',
      title: 'Seven: the item is no text',
      description: 'Sends an object where a text belongs and is refused.',
      path: '/test/seven',
      body: { testdata: { item: { text: item } } },
      expect: { status: 400, json: failure },
    }),
    post({
      key: '05.03.07/no-body',
      title: 'Seven: there is no body',
      description: 'Sends no body at all and is refused.',
      path: '/test/seven',
      expect: { status: 400, json: failure },
    }),
  ],
});
