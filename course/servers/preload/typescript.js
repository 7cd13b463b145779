// Runs TypeScript: its types are taken away, never checked. Measured from start
// to listening (step 04.01.02, Node 20): swc 0.35 s, esbuild 0.34 s but with a
// process of its own, tsx 0.44 s, ts-node 0.46 s.
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');

exports.hookTypeScript = function hookTypeScript() {
  const isTypeScript = /\.[cm]?ts$/;
  let compile;
  for (const extension of ['.ts', '.cts', '.mts']) {
    Module._extensions[extension] = (module, file) => {
      compile ??= createCompiler(process.cwd());
      module._compile(compile(file), file);
    };
  }
  const runMain = Module.runMain;
  // Node would take the entry for an ES module where package.json says so.
  Module.runMain = (main = process.argv[1]) => {
    if (!isTypeScript.test(main)) return runMain(main);
    return Module._load(main, null, true);
  };
};

function createCompiler(folder) {
  const { transformSync } = require('@swc/core');
  const options = swcOptions(readConfig(path.join(folder, 'tsconfig.json')));
  // Stacks then name the lines of the source.
  process.setSourceMapsEnabled(true);
  return (file) => {
    const source = fs.readFileSync(file, 'utf8');
    try {
      return transformSync(source, { ...options, filename: file }).code;
    } catch (error) {
      return endWith(error, file, source);
    }
  };
}

/** The settings of a tsconfig.json that change what the code does. */
function swcOptions(config) {
  const late = /^(es(2022|2023|2024|2025|next))$/i;
  const fields =
    config.useDefineForClassFields ?? late.test(config.target ?? 'es2022');
  const interop =
    config.esModuleInterop ?? !/^(commonjs|es6|es2015)$/i.test(config.module);
  return {
    swcrc: false,
    configFile: false,
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      target: 'es2022',
      transform: {
        useDefineForClassFields: fields,
        legacyDecorator: true,
        decoratorMetadata: config.emitDecoratorMetadata === true,
      },
    },
    module: { type: 'commonjs', noInterop: !interop },
  };
}

// JSON with comments and commas too many.
function readConfig(file) {
  try {
    const text = fs
      .readFileSync(file, 'utf8')
      .replace(
        /("(?:\\.|[^"\\])*")|\/\/.*|\/\*[\s\S]*?\*\//g,
        (_all, string) => string ?? '',
      )
      .replace(/,(?=\s*[}\]])/g, '');
    return JSON.parse(text).compilerOptions ?? {};
  } catch {
    return {};
  }
}

/**
 * Ends the process as Node does at a syntax error: the place, the line, the
 * message. A throw would show a line of this file in place of the student's.
 */
function endWith(error, file, source) {
  const { line, column, message } = findError(source) ?? readError(error);
  const shown = source.split(/\r?\n/)[line - 1] ?? '';
  const marker = `${' '.repeat(column - 1)}^`;
  const report = `${file}:${line}\n${shown}\n${marker}\n\nSyntaxError: ${message}\n`;
  fs.writeSync(2, report);
  process.exit(1);
}

/** The error in the words of the editor: worth TypeScript's 0.2 s here. */
function findError(source) {
  const {
    transpileModule,
    flattenDiagnosticMessageText,
  } = require('typescript');
  const { diagnostics } = transpileModule(source, { reportDiagnostics: true });
  const first = diagnostics?.find(({ file }) => file);
  if (!first) return undefined;
  const at = first.file.getLineAndCharacterOfPosition(first.start);
  return {
    line: at.line + 1,
    column: at.character + 1,
    message: flattenDiagnosticMessageText(first.messageText, ' '),
  };
}

/** swc's own words, for what TypeScript lets pass. */
function readError(error) {
  const text = stripVTControlCharacters(String(error.message));
  const [, line = 1, column = 1] = /:(\d+):(\d+)\]/.exec(text) ?? [];
  const message = /^\s*[x×]\s+(.+)$/m.exec(text)?.[1] ?? text.trim();
  return { line: Number(line), column: Number(column), message };
}
