// Finds what Node alone would not: the repository's packages for a folder
// outside it, and the TypeScript file behind a name that ends in `.js`.
'use strict';

const Module = require('node:module');

/** @param {{ root: string }} orders */
exports.hookResolution = function hookResolution({ root }) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, ...rest) {
    try {
      return resolve.call(this, request, parent, ...rest);
    } catch (error) {
      const another = secondTry(request, parent?.filename ?? '', root);
      if (error.code !== 'MODULE_NOT_FOUND' || !another) throw error;
      try {
        return resolve.call(this, another.request, parent, false, another);
      } catch {
        throw error;
      }
    }
  };
};

function secondTry(request, from, root) {
  // What an installed package lacks, it lacks.
  if (/[\\/]node_modules[\\/]/.test(from)) return undefined;
  const isFile = /^\.{0,2}[\\/]|^[a-z]:[\\/]/i.test(request);
  if (!isFile) return { request, paths: [root] };
  const name = request.replace(/\.js$/, '.ts');
  return name === request ? undefined : { request: name };
}
