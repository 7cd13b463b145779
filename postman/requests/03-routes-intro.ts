// Module 03: routes on a router, and objects that become JSON.
import { defineRequests, listOf, object, text } from './define';

const contact = object({ user: text, email: text });

export const routesIntro = defineRequests({
  module: '03',
  about:
    'Routes below `/test`, answered by a router. Texts come as `text/html`, objects and arrays as JSON: compare the `Content-Type` of the answers.',
  requests: [
    {
      key: '03.02/test',
      title: 'The router’s own path',
      description: 'Asks for the path under which the router is mounted.',
      method: 'GET',
      path: '/test',
      until: '05.03.00',
      expect: { status: 200, text: 'Hey!!! This is a test route!' },
    },
    {
      key: '03.03/about',
      title: 'A second route on the router',
      description: 'Asks for a path below the router’s own.',
      method: 'GET',
      path: '/test/about',
      until: '05.03.00',
      expect: { status: 200, text: 'This is an about route' },
    },
    {
      key: '03.04/contact',
      title: 'One object',
      description: 'Gets one contact: an object, which comes as JSON.',
      method: 'GET',
      path: '/test/contact',
      until: '05.03.00',
      expect: { status: 200, json: contact },
    },
    {
      key: '03.04/projects',
      title: 'An array of texts',
      description: 'Gets a list of projects: an array of texts.',
      method: 'GET',
      path: '/test/projects',
      until: '05.03.00',
      expect: { status: 200, json: listOf(text) },
    },
    {
      key: '03.04/mycontacts',
      title: 'An array of objects',
      description: 'Gets a list of contacts: an array of objects.',
      method: 'GET',
      path: '/test/mycontacts',
      until: '05.03.00',
      expect: { status: 200, json: listOf(contact) },
    },
  ],
});
