// Tests of the tools. The checks have a config of their own (course/checking).
'use strict';

// Jest on Node 20 cannot require() ES modules: these are compiled on the way.
const esModules = [
  'shiki',
  '@shikijs',
  'chokidar',
  'readdirp',
  'markdown-it',
  'minisearch',
  'hast-util-.*',
  'mdast-util-.*',
  'micromark-.*',
  'unist-util-.*',
  'vfile.*',
  'zwitch',
  'property-information',
  'space-separated-tokens',
  'comma-separated-tokens',
  'html-void-elements',
  'stringify-entities',
  'character-entities.*',
  'ccount',
  'trim-lines',
  'devlop',
  'oniguruma-.*',
  'regex.*',
  'linkify-it',
  'mdurl',
  'uc.micro',
  'entities',
  'punycode.js',
].join('|');

module.exports = {
  testEnvironment: 'node',
  // A loaded machine is slow, and no test is about time.
  testTimeout: 60_000,
  roots: ['<rootDir>/tests'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {
    '\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
};
