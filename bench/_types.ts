// The type check of a step with one file changed, for thousands of versions:
// all versions of a step's files stand beside the real ones in one program.
// What other files import from a changed one is not asked: no edit of the
// benchmark takes an export away.
import path from 'node:path';
import ts from 'typescript';

/** A file's text in place of a step's own. */
export interface Version {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
}

export const idOf = ({ folder, file, text }: Version) =>
  [folder, file, text].join('\0');

/** The versions that do not type-check, by `idOf`. */
export function wrongTypes(versions: readonly Version[]): Set<string> {
  const code = versions.filter(({ file }) => file.endsWith('.ts'));
  const folders = [...new Set(code.map(({ folder }) => folder))];
  return new Set(
    folders.flatMap((folder) =>
      wrongIn(
        folder,
        code.filter((one) => one.folder === folder),
      ),
    ),
  );
}

function wrongIn(folder: string, versions: readonly Version[]): string[] {
  const config = path.join(folder, 'tsconfig.json');
  if (!ts.sys.fileExists(config)) return [];
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const beside = new Map(
    [...new Map(versions.map((one) => [idOf(one), one])).values()].map(
      (one, i) => [
        path.join(folder, one.file.replace(/\.ts$/, `-${i}.ts`)),
        one,
      ],
    ),
  );
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => beside.get(name)?.text ?? readFile(name);
  host.fileExists = (name) => beside.has(name) || fileExists(name);
  host.getSourceFile = (name, settings, ...rest) => {
    const text = beside.get(name)?.text;
    if (text === undefined) return getSourceFile(name, settings, ...rest);
    return ts.createSourceFile(name, text, settings);
  };
  const program = ts.createProgram([...beside.keys()], options, host);
  return [...beside]
    .filter(([name]) => {
      const file = program.getSourceFile(name);
      const problems = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ];
      return problems.length > 0;
    })
    .map(([, one]) => idOf(one));
}
