// Few rules, each with its reason; layout is Prettier's.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '.course/**',
      'my-server/**',
      'my-workout-log-server/**',
      'site/**',
      'coverage/**',
      'course/workbench/client/**',
      // Fixtures are wrong on purpose.
      'tests/fixtures/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    rules: {
      // A promise nobody waits for loses its failure.
      'no-async-promise-executor': 'error',
      // What is declared and not used misleads the reader.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'none', caughtErrors: 'none' },
      ],
      // `==` compares after converting: "0" == false.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A value that never changes says so.
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    // 06.03.01 imports a package one lesson before it uses it.
    files: ['steps/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
);
