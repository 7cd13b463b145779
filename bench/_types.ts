// The type check of a step with one file changed, fast enough for thousands:
// the compiler that `typeProblems` asks, kept between questions.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const registry = ts.createDocumentRegistry();

/** Whether a step's folder still type-checks when one of its files is another. */
export function typesOf(folder: string, files: ReadonlyMap<string, string>) {
  const config = path.join(folder, 'tsconfig.json');
  if (!fs.existsSync(config)) return () => true;
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const changed = new Map<string, { text: string; version: number }>();
  let version = 0;
  const service = ts.createLanguageService(
    {
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: (name) => String(changed.get(name)?.version ?? 0),
      getScriptSnapshot: (name) => {
        const text = changed.get(name)?.text ?? ts.sys.readFile(name);
        return text === undefined
          ? undefined
          : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    },
    registry,
  );
  const known = new Map<string, boolean>();
  return (file: string, text: string): boolean => {
    if (!file.endsWith('.ts') || files.get(file) === text) return true;
    const id = `${file}\n${text}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const name = path.join(folder, file).replaceAll('\\', '/');
    changed.clear();
    // Versions only rise, so that a file that is itself again is read again.
    version += 1;
    for (const other of fileNames) {
      const own = path.relative(folder, other).replaceAll('\\', '/');
      changed.set(other, {
        text: files.get(own)!,
        version: other === name ? version : 0,
      });
    }
    changed.set(name, { text, version });
    const holds = fileNames.every(
      (one) =>
        service.getSyntacticDiagnostics(one).length === 0 &&
        service.getSemanticDiagnostics(one).length === 0,
    );
    known.set(id, holds);
    return holds;
  };
}
