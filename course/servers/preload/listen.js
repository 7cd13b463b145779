// Every TCP listen gets a port of ours on the loopback address, and each is
// told; the first server for HTTP is the one that is meant.
'use strict';

const { errorMonitor } = require('node:events');
const net = require('node:net');
const { whenQuiet } = require('./database');

exports.placeListeners = function placeListeners({ port: wanted }, tell) {
  const listen = net.Server.prototype.listen;
  const asked = new WeakMap();
  let first;

  net.Server.prototype.listen = function (...args) {
    const call = readCall(args);
    if (!call) return listen.apply(this, args);
    // A page server or a second listen must not take the port of the first.
    if (!first && 'closeAllConnections' in this) first = watch(this);
    if (!asked.has(this)) this.on('listening', () => report(this));
    asked.set(this, call.port);
    const port = this === first ? wanted : 0;
    const place = { port, host: '127.0.0.1', exclusive: true };
    if (call.signal) place.signal = call.signal;
    return listen.call(this, place, call.done);
  };

  function report(server) {
    const { port } = server.address();
    const main = server === first;
    tell('listener', { listener: { asked: asked.get(server), port, main } });
  }

  function watch(server) {
    server.once('listening', () => {
      const { port } = server.address();
      // Told at once too: a check asks which came first, this or the database.
      tell('bound', { port });
      whenQuiet(() => tell('listening', { port }));
    });
    // A real listener would keep an error from ending the server.
    server.on(errorMonitor, (error) => {
      if (error.syscall === 'listen') tell('taken', { code: error.code });
    });
    return server;
  }
};

/**
 * What a call of `listen` asks for; undefined where it is not for TCP, or where
 * its port is none: Node then says so itself.
 */
function readCall(args) {
  const [asked] = args;
  const last = args.at(-1);
  const done = typeof last === 'function' ? last : undefined;
  const options = asked !== null && typeof asked === 'object' ? asked : {};
  const isElsewhere = 'path' in options || 'fd' in options;
  if (isElsewhere || asked?._handle) return undefined;
  const port = options === asked ? options.port : asked;
  const { signal } = options;
  if (port == null || typeof port === 'function') return { done, signal };
  const isPort = /^\s*\d+\s*$/.test(String(port)) && Number(port) < 65536;
  return isPort ? { done, signal, port: Number(port) } : undefined;
}
