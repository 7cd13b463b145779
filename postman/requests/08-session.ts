// Module 08: signing in.
import { account, password, token, user } from './accounts';
import { defineRequests, failure, object } from './define';

const path = '/api/user/signin';

export const session = defineRequests({
  module: '08',
  about:
    'Signing in. **Sign in** keeps the token it gets in the variable `token`, which later requests send. A wrong password and an unknown name get the same answer: it must not tell a stranger which names exist.',
  requests: [
    {
      key: '08.01/signin',
      title: 'Sign in: the user is found',
      description: 'Finds the account of a name.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      needs: ['06.02.02/createuser'],
      expect: { status: 200, json: object({ user }) },
    },
    {
      key: '08.01/no-body',
      title: 'Sign in: there is no body',
      description: 'Sends no body at all and is refused.',
      method: 'POST',
      path,
      expect: { status: 400, json: failure },
    },
    {
      key: '08.01/unknown-user',
      title: 'Sign in: nobody has that name',
      description: 'Sends a name that nobody has and is refused.',
      method: 'POST',
      path,
      body: { user: { username: '{{stranger}}', password } },
      makes: { stranger: 'nobody' },
      expect: { status: 401, json: failure },
    },
    {
      key: '08.02/wrong-password',
      title: 'Sign in: the password is wrong',
      description: 'Sends a wrong password and is refused.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password: 'wrong horse' } },
      needs: ['06.02.02/createuser'],
      expect: { status: 401, json: failure },
      before: 200,
    },
    {
      key: '08.02/no-password',
      title: 'Sign in: the password is missing',
      description: 'Sends a name alone and is refused.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}' } },
      needs: ['06.02.02/createuser'],
      expect: { status: 400, json: failure },
      before: 200,
    },
    {
      key: '08.02/signin',
      title: 'Sign in: the password fits',
      description: 'Sends the right name and password.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      needs: ['06.02.02/createuser'],
      expect: { status: 200, json: account('successfully authenticated') },
      before: 200,
    },
    {
      key: '08.03/signin',
      title: 'Sign in',
      description: 'Sends name and password and gets a token.',
      method: 'POST',
      path,
      body: { user: { username: '{{username}}', password } },
      needs: ['06.02.02/createuser'],
      saves: { token: 'sessionToken' },
      expect: {
        status: 200,
        json: account('successfully authenticated', { sessionToken: token }),
      },
      before: 200,
    },
  ],
});
