// The highlighter with our languages and themes. A file of its own, for loading
// it takes a tenth of a second that most commands need not spend.
import {
  createHighlighterCore,
  type HighlighterCore,
  type ThemeRegistration,
} from 'shiki/core';
// Compiles a grammar in half of the time that the JavaScript engine needs.
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import css from 'shiki/langs/css.mjs';
import docker from 'shiki/langs/docker.mjs';
import dotenv from 'shiki/langs/dotenv.mjs';
import html from 'shiki/langs/html.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import jsonc from 'shiki/langs/jsonc.mjs';
import shell from 'shiki/langs/shellscript.mjs';
import sql from 'shiki/langs/sql.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import dark from 'shiki/themes/github-dark-high-contrast.mjs';
import light from 'shiki/themes/github-light-high-contrast.mjs';
import wasm from 'shiki/wasm';

/** The highlighter and its two themes. */
export interface Shiki {
  readonly highlighter: HighlighterCore;
  readonly light: ThemeRegistration;
  readonly dark: ThemeRegistration;
}

let made: Promise<Shiki> | undefined;

/** Makes it at the first call. */
export function shiki(): Promise<Shiki> {
  made ??= make();
  return made;
}

async function make(): Promise<Shiki> {
  const code = [typescript, javascript, json, jsonc, html, css, sql];
  const highlighter = await createHighlighterCore({
    engine: createOnigurumaEngine(wasm),
    themes: [light, dark],
    langs: [...code, shell, yaml, dotenv, docker],
  });
  return { highlighter, light, dark };
}
