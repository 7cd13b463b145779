// Module 07: passwords are hashed. An answer never shows that it is so.
import { defineRequests, failure } from './define';

export const encryption = defineRequests({
  module: '07',
  about:
    'The password is stored as a hash. No answer shows it, so there is little to see here but a limit: look into the table `users` instead.',
  requests: [
    {
      key: '07.02/long-password',
      title: 'Sign up: the password is too long',
      description:
        'Sends 73 letters, of which bcrypt would read 72, and is refused.',
      method: 'POST',
      path: '/api/user/createuser',
      body: { user: { username: '{{newcomer}}', password: 'a'.repeat(73) } },
      makes: { newcomer: 'grace' },
      expect: { status: 400, json: failure },
      before: 201,
    },
  ],
});
