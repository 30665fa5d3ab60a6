// All tests in one process, so that they share one Chromium: each file on its own starts another.
import { readdirSync } from 'node:fs';

const folder = new URL('.', import.meta.url);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.test.mjs')).sort()) await import(new URL(name, folder));
