// Reports each request that any HTTP server of the process gets, and its answer:
// never a body, a query, a token, or a header but the origin. Node's own
// channels tell of them, so the servers have no listener more than without it.
'use strict';

const { subscribe } = require('node:diagnostics_channel');

/** So many requests a second are reported: a flood is not for a reader. */
const mostPerSecond = 50;

exports.reportRequests = function reportRequests(tell) {
  const open = new WeakMap();
  let number = 0;
  let second;
  let reported;

  subscribe('http.server.request.start', quietly(start));
  subscribe('http.server.response.finish', quietly(finish));

  function start({ request, response }) {
    number += 1;
    const began = performance.now();
    const now = Math.floor(began / 1000);
    if (now !== second) [second, reported] = [now, 0];
    reported += 1;
    if (reported > mostPerSecond) return;
    const heard = { number, ...describe(request) };
    open.set(response, { heard, began });
    tell('request', { request: heard });
  }

  // None comes for a request that is never answered, or broken off.
  function finish({ response }) {
    const { heard, began } = open.get(response) ?? {};
    if (!heard) return;
    const ms = Math.round(performance.now() - began);
    const status = response.statusCode;
    tell('request', { request: { ...heard, status, ms } });
  }
};

function describe({ method, url, headers, socket }) {
  const asked = headers['access-control-request-method'];
  return {
    method,
    path: pathOf(url),
    port: socket.localPort,
    origin: headers.origin?.slice(0, 200),
    preflightFor: method === 'OPTIONS' ? asked?.slice(0, 20) : undefined,
  };
}

/** `/verify/eyJh.eyJp.c2ln?name=ada` → `/verify/(token)` */
function pathOf(url) {
  return url
    .replace(/^\w+:\/\/[^/?#]*/, '')
    .replace(/[?#].*/s, '')
    .replace(/eyJ[\w-]*\.[\w-]+\.[\w-]*/g, '(token)')
    .slice(0, 200);
}

// What a subscriber throws would end the server.
function quietly(hear) {
  return (message) => {
    try {
      hear(message);
    } catch {
      // The server goes on; this request is not reported.
    }
  };
}
