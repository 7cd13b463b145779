// Makes the HTTP server of an Express app.
import http, { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';

// Express gives each request and response its methods by a change of their
// prototype. Up to Node 22 all that touches such an object is slow from then
// on. Made with that prototype in the first place, they need no change.
export function createServer(app: Express, options: http.ServerOptions) {
  const classes = {
    IncomingMessage: withPrototype(IncomingMessage, app.request),
    ServerResponse: withPrototype(ServerResponse, app.response),
  };
  return http.createServer({ ...options, ...classes }, app);
}

function withPrototype<Class extends Function>(base: Class, prototype: object) {
  function Made(this: object, ...args: unknown[]) {
    // Node's two are functions, not classes: they can be called so.
    base.apply(this, args);
  }
  Made.prototype = prototype;
  return Made as unknown as Class;
}
