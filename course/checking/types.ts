// Each step is type-checked as its own program, as the student's would be.
// The libraries, the same for all, are parsed once.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A type error: where, and the compiler's sentence. */
export interface TypeProblem {
  /** Relative to `root`, with `/`. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  readonly code: number;
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * Type-checks a folder by its own tsconfig.json.
 * @param folder absolute path; without a tsconfig.json there is nothing to check
 * @returns the compiler's own sentences, with file and line
 */
export function typeProblems(root: string, folder: string): TypeProblem[] {
  const file = path.join(folder, 'tsconfig.json');
  if (!fs.existsSync(file)) return [];
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) return [toProblem(root, error)];
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    folder,
  );
  const host = sharingHost(options);
  const program = ts.createProgram(fileNames, options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map((diagnostic) => toProblem(root, diagnostic));
}

function sharingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (file, settings, ...rest) => {
    if (!file.includes('/node_modules/')) return parse(file, settings, ...rest);
    // A library read as a CommonJS file is another one than as an ES module.
    const format =
      typeof settings === 'object' ? settings.impliedNodeFormat : 0;
    const key = `${format} ${file}`;
    if (!parsed.has(key)) parsed.set(key, parse(file, settings, ...rest));
    return parsed.get(key);
  };
  return host;
}

function toProblem(root: string, diagnostic: ts.Diagnostic): TypeProblem {
  const message = `${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')} (TS${diagnostic.code})`;
  const { code, file, start = 0 } = diagnostic;
  if (!file) return { file: path.basename(root), message, code };
  const line = file.getLineAndCharacterOfPosition(start).line + 1;
  const relative = path.relative(root, file.fileName).replaceAll('\\', '/');
  return { file: relative, line, message, code };
}
