// Module 02: the first answer.
import { defineRequests } from './define';

export const developmentTools = defineRequests({
  module: '02',
  about:
    'The first request. Start your server, then send it: the answer is a text that stands in `app.ts`.',
  requests: [
    {
      key: '02.03/api-test',
      title: 'The first answer',
      description: 'Asks for the only route of the first server.',
      method: 'GET',
      path: '/api/test',
      until: '05.03.00',
      expect: {
        status: 200,
        text: "This is data from the /api/test endpoint. It's from the server.",
      },
    },
  ],
});
