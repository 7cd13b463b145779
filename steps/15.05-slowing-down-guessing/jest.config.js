// How Jest runs the tests.
module.exports = {
  // Jest's own pattern would take models/test.ts for a test as well.
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // Node reads no TypeScript here: SWC takes the types away first.
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }],
  },
  // Runs before each test file, so before env.ts looks.
  setupFiles: ['<rootDir>/tests/settings.ts'],
  // On a busy disk it can take seconds to make a database.
  testTimeout: 30_000,
};
