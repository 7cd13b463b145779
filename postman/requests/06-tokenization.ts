// Module 06: accounts, and the first token.
import { account, password, token } from './accounts';
import { defineRequests, failure } from './define';

const path = '/api/user/createuser';

export const tokenization = defineRequests({
  module: '06',
  about:
    'Making an account. The names are made up anew each time, so that every request can be sent again: a name is given once only.',
  requests: [
    {
      key: '06.02.01/create-fixed',
      title: 'A user who is always the same',
      description:
        'Sends nothing; the server stores a user of its own, once: then the name is taken.',
      method: 'POST',
      path,
      until: '06.02.01',
      expect: { status: '2xx', text: 'I hate The Eagles, man' },
    },
    {
      key: '06.02.02/createuser',
      title: 'Sign up',
      description: 'Makes an account from a name and a password.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      makes: { username: 'ada' },
      expect: { status: 201, json: account('created') },
      before: 500,
    },
    {
      key: '06.02.02/name-taken',
      title: 'Sign up: the name is taken',
      description: 'Asks for a name that somebody has and is refused.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      needs: ['06.02.02/createuser'],
      expect: { status: 409, json: failure },
      before: 500,
    },
    {
      key: '06.02.02/no-password',
      title: 'Sign up: the password is missing',
      description: 'Sends a name alone and is refused.',
      method: 'POST',
      path,
      body: { user: { username: 'grace' } },
      expect: { status: 400, json: failure },
      before: 500,
    },
    {
      key: '06.02.02/blank-name',
      title: 'Sign up: the name is blank',
      description: 'Sends a name of three spaces, which the model refuses.',
      method: 'POST',
      path,
      body: { user: { username: '   ', password } },
      expect: { status: 400, json: failure },
      before: 500,
    },
    {
      key: '06.02.02/no-body',
      title: 'Sign up: there is no body',
      description: 'Sends no body at all and is refused.',
      method: 'POST',
      path,
      expect: { status: 400, json: failure },
      before: 500,
    },
    {
      key: '06.03.02/createuser-token',
      title: 'Sign up: a token comes back',
      description: 'Makes an account and gets a token for it.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      makes: { username: 'ada' },
      saves: { token: 'sessionToken' },
      expect: {
        status: 201,
        json: account('created', { sessionToken: token }),
      },
      before: 201,
    },
    {
      key: '06.03.02/second-user',
      title: 'Sign up: a second user',
      description: 'Makes one more account and keeps its token for later.',
      method: 'POST',
      path,
      body: { user: { username: '{{secondUser}}', password } },
      makes: { secondUser: 'grace' },
      saves: { secondToken: 'sessionToken' },
      expect: {
        status: 201,
        json: account('created', { sessionToken: token }),
      },
      before: 201,
    },
  ],
});
