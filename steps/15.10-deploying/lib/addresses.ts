// Tells whether a setting is an address of the kind that is needed.

export function isDatabase(text: string) {
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text);
}

// Without a path, as browsers send it; `*` is none.
export function isOrigin(text: string) {
  return URL.canParse(text) && new URL(text).origin === text;
}
