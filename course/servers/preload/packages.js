// Packages that behave differently in our hands: `pg` connects to the database
// it is given, and a hash of a password costs little where a check asks for it.
'use strict';

const Module = require('node:module');

/** @param {{ databaseUrl?: string, cheapHash?: boolean }} orders */
exports.hookPackages = function hookPackages({ databaseUrl, cheapHash }) {
  if (databaseUrl) redirectPg(databaseUrl);
  if (cheapHash) cheapenHash();
};

// All clients of `pg`, the native one too, read where to connect through this
// one file, wherever the package lies.
function redirectPg(databaseUrl) {
  const file = /[\\/]pg[\\/]lib[\\/]connection-parameters\.js$/;
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = function (module, filename) {
    load.call(this, module, filename);
    if (!file.test(filename)) return;
    const Original = module.exports;
    module.exports = class extends Original {
      constructor(config) {
        const rest = typeof config === 'object' ? config : {};
        super({ ...rest, ssl: false, connectionString: databaseUrl });
      }
    };
  };
}

const cheapest = 4;

function cheapenHash() {
  const load = Module._load;
  const done = new WeakSet();
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request !== 'bcryptjs' && request !== 'bcrypt') return loaded;
    if (!done.has(loaded)) cheapen(loaded);
    done.add(loaded);
    return loaded;
  };
}

// Only the cost of making a hash changes; to compare one stays as it is.
function cheapen(bcrypt) {
  for (const name of ['hash', 'hashSync']) {
    const original = bcrypt[name];
    bcrypt[name] = function (password, salt, ...rest) {
      const cost = typeof salt === 'number' ? cheapest : salt;
      return original.call(this, password, cost, ...rest);
    };
  }
  for (const name of ['genSalt', 'genSaltSync']) {
    const original = bcrypt[name];
    bcrypt[name] = function (...args) {
      const done = args.filter((one) => typeof one === 'function');
      return original.call(this, cheapest, ...done);
    };
  }
}
