// Every connection of `pg` goes to the database that is given; and a server
// counts as started when what it asks of it on the way has been answered.
'use strict';

const Module = require('node:module');

const busy = new Set();
let loaded = false;

/** @param {{ databaseUrl?: string }} orders */
exports.hookPg = function hookPg({ databaseUrl }) {
  const file =
    /[\\/](?:pg[\\/]lib|abstract)[\\/](client|connection-parameters|query-generator)\.js$/;
  const schema = /search_path=(course_\w+)/.exec(
    decodeURIComponent(databaseUrl ?? ''),
  )?.[1];
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = function (module, filename) {
    load.call(this, module, filename);
    const name = file.exec(filename)?.[1];
    if (name === 'client') {
      loaded = true;
      watchClients(module.exports.prototype);
    }
    if (name === 'connection-parameters' && databaseUrl) {
      module.exports = redirected(module.exports, databaseUrl);
    }
    if (name === 'query-generator' && schema) {
      inSchema(module.exports.prototype, schema);
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

// Where a schema stands in for a database: Sequelize's addColumn() and its like
// say "public" of every table, which there is somebody else's.
function inSchema(generator, schema) {
  const details = generator.extractTableDetails;
  generator.extractTableDetails = function (...args) {
    const found = details.apply(this, args);
    return found.schema === 'public' ? { ...found, schema } : found;
  };
}

function watchClients(Client) {
  const known = new WeakSet();
  for (const name of ['connect', 'query']) {
    const original = Client[name];
    Client[name] = function (...args) {
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

const lookMs = 10;
const quietLooks = 3;
const mostLooks = 200;

/**
 * Calls back when the database has been quiet for a moment. Many a server
 * listens without waiting for `sync()`: its first request would find no table.
 */
exports.whenQuiet = function whenQuiet(done) {
  if (!loaded) return done();
  let quiet = 0;
  let looks = 0;
  // Turns of the event loop, not time: a busy machine answers late.
  const timer = setInterval(() => {
    quiet = busy.size > 0 ? 0 : quiet + 1;
    looks += 1;
    if (quiet < quietLooks && looks < mostLooks) return;
    clearInterval(timer);
    done();
  }, lookMs);
};
