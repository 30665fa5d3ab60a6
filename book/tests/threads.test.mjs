// The threads' colours: told apart by readers who see red and green, or blue and yellow, as one; and never without a letter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RUN, pageWith, visit } from './harness.mjs';

/**
 * How three kinds of colour blindness see linear red, green and blue, at full severity: the matrices of Machado, Oliveira and
 * Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency".
 */
const SEEN = {
    'full sight': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, part, i) => sum + part * vector[i], 0));
const linear = (rgb) => rgb.map((part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
const luminance = (rgb) => times([[0.2126, 0.7152, 0.0722]], linear(rgb))[0];

/** A colour in CIELAB, where the distance of 2 is just seen by most. */
function lab(rgb) {
    const toXyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]];
    const white = [0.95047, 1, 1.08883];
    const [x, y, z] = times(toXyz, rgb.map((part) => Math.min(1, Math.max(0, part))))
        .map((part, i) => part / white[i])
        .map((part) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test('in every theme, four threads and the others have colours that anybody can tell apart', async () => {
    await visit(await pageWith(RUN), {}, async (page) => {
        for (const theme of ['light', 'rust', 'coal', 'navy', 'ayu']) {
            await page.evaluate((chosen) => document.getElementById(`mdbook-theme-${chosen}`).click(), theme);
            const [ground, ...colours] = await page.evaluate(() => {
                const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
                const style = getComputedStyle(document.documentElement);
                return ['bg', 'fg', 'thread-a', 'thread-b', 'thread-c', 'thread-d'].map((name) => {
                    canvas.fillStyle = style.getPropertyValue(`--${name}`);
                    canvas.fillRect(0, 0, 1, 1);
                    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
                });
            });
            for (const [sight, matrix] of Object.entries(SEEN)) {
                const seen = colours.map((colour) => lab(times(matrix, linear(colour))));
                seen.forEach((one, i) =>
                    seen.slice(i + 1).forEach((other, j) => {
                        const distance = Math.hypot(...one.map((part, k) => part - other[k]));
                        assert.ok(distance > 20, `${theme}, ${sight}: ${i} and ${i + 1 + j} are ${distance.toFixed(1)} apart`);
                    }),
                );
            }
            for (const colour of colours) {
                const [dark, light] = [luminance(ground), luminance(colour)].sort((one, other) => one - other);
                assert.ok((light + 0.05) / (dark + 0.05) >= 3, `${theme}: ${colour} is too faint`);
            }
        }
    });
});

test('what has a thread\'s colour stands below its letter, or on a phone behind it', async () => {
    const name = await pageWith(RUN);
    for (const width of [1200, 360]) {
        await visit(name, { width }, async (page) => {
            const [seen, wrong] = await page.locator(`${RUN} :is(.acts, .waits)`).evaluateAll((cells, narrow) => {
                const letter = (cell) => {
                    if (narrow) return getComputedStyle(cell, '::before').content.replaceAll('"', '').replace(': ', '');
                    return cell.closest('table').querySelectorAll('thead th')[cell.cellIndex].textContent;
                };
                // A figure may wait for an answer before it shows its run.
                const shown = cells.filter((cell) => cell.checkVisibility());
                return [shown.length, shown.filter((cell) => letter(cell) !== cell.dataset.label).map((cell) => cell.outerHTML)];
            }, width === 360);
            assert.ok(seen > 0);
            assert.deepEqual(wrong, []);
        });
    }
});
