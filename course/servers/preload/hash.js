// Makes the hash of a password cheap: checks sign up many people.
'use strict';

const Module = require('node:module');

const cheapest = 4;

exports.cheapenHash = function cheapenHash() {
  const load = Module._load;
  const done = new WeakSet();
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request !== 'bcryptjs' && request !== 'bcrypt') return loaded;
    // `import bcrypt from` takes the default, an object of its own.
    for (const one of [loaded, loaded.default]) {
      if (one?.hash && !done.has(one)) cheapen(one);
      if (one) done.add(one);
    }
    return loaded;
  };
};

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
