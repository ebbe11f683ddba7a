/** Data only: never imports live code, never edited once shipped. Its number is its place in the list, from 1. */
export type Migration = { readonly name: string; readonly up: string };
