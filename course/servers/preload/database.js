// Every connection of `pg` goes to the database that is given; and a server
// counts as started when what it asks of it on the way has been answered.
'use strict';

const Module = require('node:module');

const busy = new Set();
let used = false;

/** @param {{ databaseUrl?: string }} orders */
exports.hookPg = function hookPg({ databaseUrl }) {
  const file = /[\\/]pg[\\/]lib[\\/](client|connection-parameters)\.js$/;
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = function (module, filename) {
    load.call(this, module, filename);
    const name = file.exec(filename)?.[1];
    if (name === 'client') watchClients(module.exports.prototype);
    if (name === 'connection-parameters' && databaseUrl) {
      module.exports = redirected(module.exports, databaseUrl);
    }
  };
};

// All clients, the native one too, read where to connect through this class,
// wherever the package lies.
function redirected(Parameters, databaseUrl) {
  return class extends Parameters {
    constructor(config) {
      const rest = typeof config === 'object' ? config : {};
      super({ ...rest, ssl: false, connectionString: databaseUrl });
    }
  };
}

function watchClients(Client) {
  const known = new WeakSet();
  for (const name of ['connect', 'query']) {
    const original = Client[name];
    Client[name] = function (...args) {
      used = true;
      busy.add(this);
      if (!known.has(this)) {
        for (const event of ['connect', 'drain', 'end']) {
          this.on(event, () => busy.delete(this));
        }
      }
      known.add(this);
      return original.apply(this, args);
    };
  }
}

const quietMs = 20;
const longestMs = 2000;

/**
 * Calls back when the database has been quiet for a moment. Many a server
 * listens without waiting for `sync()`: its first request would find no table.
 */
exports.whenQuiet = function whenQuiet(done) {
  const start = Date.now();
  let quietSince = start;
  const look = () => {
    const now = Date.now();
    if (busy.size > 0) quietSince = now;
    const isQuiet = !used || now - quietSince >= quietMs;
    if (isQuiet || now - start > longestMs) return done();
    setTimeout(look, quietMs / 2);
  };
  look();
};
