// How a reader's hands use a control: with the events that a mouse and a keyboard send.
import assert from 'node:assert/strict';

/**
 * Brings a control into sight and presses the mouse on its middle. Fails where the control can't be seen, or where something
 * else lies over it. Playwright's own `click` waits two frames more, until nothing moves; nothing moves in our figures.
 */
export async function click(control) {
    const at = await control.evaluate((one) => {
        if (!one.checkVisibility({ visibilityProperty: true })) return 'nothing that can be seen';
        one.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = one.getBoundingClientRect();
        const middle = [left + width / 2, top + height / 2];
        const hit = document.elementFromPoint(...middle);
        const isIts = one.contains(hit) || hit?.closest('label')?.control === one;
        return isIts ? middle : `under ${hit?.outerHTML.slice(0, 120) ?? 'the edge of the window'}`;
    });
    assert.ok(Array.isArray(at), `${control}: ${at}`);
    await control.page().mouse.click(...at);
}

/** Presses keys one after the other, without waiting for a frame after each; what they do is done when this is. */
export async function type(page, keys) {
    const sent = keys.flatMap((key) => [page.keyboard.down(key), page.keyboard.up(key)]);
    await Promise.all(sent);
}
