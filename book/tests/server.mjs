// Serves the built book on this machine only, from a free port.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BOOK = fileURLToPath(new URL('../build', import.meta.url));

/** An empty page of the same site, where no script of the book runs. */
export const BETWEEN = '/between-two-pages';

const TYPES = {
    '.css': 'text/css',
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.png': 'image/png',
    '.svg': 'image/svg+xml',
    '.woff2': 'font/woff2',
};

/** Starts the server; resolves to its address and a function that stops it. */
export async function serve() {
    if (!existsSync(join(BOOK, 'index.html'))) {
        throw new Error(`no book in ${BOOK}: run \`cargo run -p bookbinder -- build\` first`);
    }
    const server = createServer((request, response) => {
        const { pathname } = new URL(request.url, 'http://localhost');
        if (pathname === BETWEEN) {
            response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!DOCTYPE html><title>between two pages</title>');
            return;
        }
        const file = normalize(join(BOOK, decodeURIComponent(pathname)));
        if (!file.startsWith(BOOK + sep) || !existsSync(file) || !statSync(file).isFile()) {
            response.writeHead(404).end();
            return;
        }
        // The browser may keep everything: the book doesn't change while it is tested.
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' });
        createReadStream(file).pipe(response);
    });
    await new Promise((started) => server.listen(0, '127.0.0.1', started));
    return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
